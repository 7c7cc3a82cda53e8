// Stands for @opentelemetry/sdk-trace-web, whose smallest set-up would weigh as much as half of this application.

export interface SpanContext {
  traceId: string;
  spanId: string;
}

export type Attributes = Record<string, string | number | boolean>;

/** OTLP's numbers. */
export const SpanKind = { internal: 1, client: 3 } as const;

export interface FinishedSpan extends SpanContext {
  parentSpanId: string | undefined;
  name: string;
  kind: number;
  /** Milliseconds since 1970, with a fraction. */
  start: number;
  end: number;
  attributes: Attributes;
  error: string | undefined;
}

const kept = 500;
const finished: FinishedSpan[] = [];
let listener: (() => void) | undefined;

export const now = (): number => performance.timeOrigin + performance.now();

export function randomId(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Span implements SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  private ended = false;

  constructor(
    readonly name: string,
    private readonly kind: number,
    private readonly parent?: SpanContext,
    readonly attributes: Attributes = {},
    /** A span that was begun before there was a tracer. */
    private readonly begun: { spanId?: string; traceId?: string; start: number } = { start: now() },
  ) {
    this.traceId = begun.traceId ?? parent?.traceId ?? randomId(16);
    this.spanId = begun.spanId ?? randomId(8);
  }

  get traceparent(): string {
    return `00-${this.traceId}-${this.spanId}-01`;
  }

  end(error?: string): void {
    if (this.ended) return;
    this.ended = true;
    finished.push({
      traceId: this.traceId,
      spanId: this.spanId,
      parentSpanId: this.parent?.spanId,
      name: this.name,
      kind: this.kind,
      start: this.begun.start,
      end: now(),
      attributes: this.attributes,
      error,
    });
    if (finished.length > kept) finished.splice(0, finished.length - kept);
    listener?.();
  }
}

/** Runs something that shoppers would call one thing: search, cart, checkout, pay. */
export async function traced<T>(name: string, attributes: Attributes, run: (span: Span) => Promise<T>, parent?: SpanContext): Promise<T> {
  const span = new Span(name, SpanKind.internal, parent, attributes);
  try {
    const result = await run(span);
    span.end();
    return result;
  } catch (error) {
    span.end(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** Takes what has ended since the last time. */
export const takeFinished = (): FinishedSpan[] => finished.splice(0);

export function onFinished(call: () => void): void {
  listener = call;
}
