import { type Attributes, type FinishedSpan, onFinished, randomId, takeFinished } from './tracer';

// A chunk of its own, fetched once the page has nothing better to do.

const address = '/otlp/v1/traces';
const pause = 1000;

const resource = {
  attributes: attributes({
    'service.name': 'storefront',
    'service.instance.id': randomId(8),
    'telemetry.sdk.language': 'webjs',
    'telemetry.sdk.name': 'storefront',
    'telemetry.sdk.version': '1.0.0',
    'browser.language': navigator.language,
    'user_agent.original': navigator.userAgent,
  }),
};

let timer: ReturnType<typeof setTimeout> | undefined;
let silent = false;

export function startExport(): void {
  onFinished(schedule);
  addEventListener('pagehide', () => void send());
  document.addEventListener('visibilitychange', () => document.hidden && void send());
  schedule();
}

function schedule(): void {
  timer ??= setTimeout(() => void send(), pause);
}

async function send(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const spans = takeFinished();
  if (spans.length === 0 || silent) return;
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(toOtlp(spans)),
      keepalive: true,
    });
    // Nobody collects: asking again would help nobody.
    silent = response.status === 204 || response.status === 404;
  } catch {
    // Telemetry never disturbs the shopper; what could not be sent is lost.
  }
}

export function toOtlp(spans: FinishedSpan[]) {
  return {
    resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'storefront' }, spans: spans.map(toSpan) }] }],
  };
}

function toSpan(span: FinishedSpan) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    flags: 1,
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: nanoseconds(span.start),
    endTimeUnixNano: nanoseconds(span.end),
    attributes: attributes(span.attributes),
    status: span.error === undefined ? {} : { code: 2, message: span.error },
  };
}

function attributes(values: Attributes) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'boolean'
          ? { boolValue: value }
          : Number.isInteger(value)
            ? { intValue: String(value) }
            : { doubleValue: value },
  }));
}

/** Text, as a number of JavaScript is not exact so far from 1970. */
export function nanoseconds(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  return `${whole}${String(Math.floor((milliseconds - whole) * 1e6)).padStart(6, '0')}`;
}
