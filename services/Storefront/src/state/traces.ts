import type { SpanContext } from '../telemetry/tracer';
import { kept } from './store';

const most = 50;

/** Which trace an order was placed and paid in: it goes on after the shopper comes back from the payment window. */
export function rememberTrace(orderId: string, span: SpanContext): void {
  const all = kept.read<[string, SpanContext][]>('traces') ?? [];
  const others = all.filter(([id]) => id !== orderId);
  kept.write('traces', [[orderId, { traceId: span.traceId, spanId: span.spanId }], ...others].slice(0, most));
}

export const traceOf = (orderId: string): SpanContext | undefined =>
  (kept.read<[string, SpanContext][]>('traces') ?? []).find(([id]) => id === orderId)?.[1];
