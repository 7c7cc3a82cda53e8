import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onFinished, Span, SpanKind, takeFinished, traced } from './tracer';

vi.stubGlobal('navigator', { language: 'ko-KR', userAgent: 'test' });
const { nanoseconds, toOtlp } = await import('./export');

beforeEach(() => void takeFinished());

describe('spans', () => {
  it('belong to the trace of their parent', () => {
    const parent = new Span('pay', SpanKind.internal);
    const child = new Span('POST /x', SpanKind.client, parent);
    child.end();
    const [kept] = takeFinished();
    expect(kept).toMatchObject({ traceId: parent.traceId, parentSpanId: parent.spanId, name: 'POST /x' });
    expect(child.traceparent).toBe(`00-${parent.traceId}-${child.spanId}-01`);
  });

  it('go on in a trace that was begun on another page', async () => {
    const before = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    await traced('pay', {}, () => Promise.resolve(), before);
    expect(takeFinished()[0]).toMatchObject({ traceId: before.traceId, parentSpanId: before.spanId });
  });

  it('say what failed, and fail as before', async () => {
    await expect(traced('cart', {}, () => Promise.reject(new Error('no stock')))).rejects.toThrow('no stock');
    expect(takeFinished()[0]?.error).toBe('no stock');
  });

  it('end once', () => {
    const span = new Span('search', SpanKind.internal);
    span.end();
    span.end('later');
    expect(takeFinished()).toHaveLength(1);
  });

  it('are kept to the newest while nobody takes them', () => {
    const told = vi.fn();
    onFinished(told);
    for (let i = 0; i < 600; i++) new Span(`span ${i}`, SpanKind.internal).end();
    const kept = takeFinished();
    expect(kept).toHaveLength(500);
    expect(kept.at(-1)?.name).toBe('span 599');
    expect(told).toHaveBeenCalledTimes(600);
  });
});

describe('OTLP', () => {
  it('has times in nanoseconds as text', () => {
    expect(nanoseconds(1_795_206_059_123.25)).toBe('1795206059123250000');
    expect(nanoseconds(1_000)).toBe('1000000000');
  });

  it('has attributes by their type and the status of what failed', () => {
    const span = new Span('search', SpanKind.internal, undefined, { 'app.search.query': '이어폰', total: 5, share: 0.5, fallback: true });
    span.end('away');
    const sent = toOtlp(takeFinished()).resourceSpans[0]!;
    expect(sent.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'storefront' } });
    expect(sent.scopeSpans[0]!.spans[0]).toMatchObject({
      name: 'search',
      kind: 1,
      status: { code: 2, message: 'away' },
      attributes: [
        { key: 'app.search.query', value: { stringValue: '이어폰' } },
        { key: 'total', value: { intValue: '5' } },
        { key: 'share', value: { doubleValue: 0.5 } },
        { key: 'fallback', value: { boolValue: true } },
      ],
    });
  });
});
