import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeFinished } from '../telemetry/tracer';
import { ApiError, ask, begin, setToken } from './http';
import { search } from './search';

const calls: { url: string; init: RequestInit }[] = [];
let answers: Response[] = [];
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
const header = (index: number, name: string) => (calls[index]?.init.headers as Record<string, string>)[name];

beforeEach(() => {
  calls.length = 0;
  takeFinished();
  vi.stubGlobal('window', {});
  vi.stubGlobal('location', new URL('http://shop.test/'));
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    calls.push({ url, init });
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('no network'));
  });
});
afterEach(() => {
  setToken(null, () => undefined);
  vi.unstubAllGlobals();
});

describe('a call', () => {
  it('carries token and trace, and leaves a span', async () => {
    answers = [json({ id: 1 })];
    setToken('t', () => undefined);
    await ask('/api/v1/orders/3b2c0a52-0000-4000-8000-000000000001');
    const [span] = takeFinished();
    expect(header(0, 'Authorization')).toBe('Bearer t');
    expect(header(0, 'traceparent')).toBe(`00-${span?.traceId}-${span?.spanId}-01`);
    expect(span).toMatchObject({ name: 'GET /api/v1/orders/{id}', kind: 3, error: undefined });
    expect(span?.attributes).toMatchObject({ 'http.response.status_code': 200, 'peer.service': 'gateway' });
  });

  it('takes the answer to what the page asked before', async () => {
    const early = { url: '/api/v1/products/1', traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), start: 1000, answer: Promise.resolve(json({ id: 1 })) };
    vi.stubGlobal('window', { early: [early] });
    expect(await ask('/api/v1/products/1')).toEqual({ id: 1 });
    expect(calls).toEqual([]);
    expect(takeFinished()[0]).toMatchObject({ traceId: early.traceId, spanId: early.spanId, start: 1000 });
    answers = [json({ id: 1 })];
    await ask('/api/v1/products/1');
    expect(calls).toHaveLength(1);
  });

  it('fails with the code and the fields of the problem', async () => {
    answers = [json({ title: 'Conflict', detail: 'Too few.', code: 'insufficient_stock', available: 2 }, 409)];
    const error = await ask('/x').catch((thrown: unknown) => thrown as ApiError);
    expect(error).toMatchObject({ status: 409, code: 'insufficient_stock', message: 'Too few.', problem: { available: 2 }, isPassing: false });
    expect(takeFinished()[0]).toMatchObject({ error: 'Too few.', attributes: { 'error.type': '409' } });
  });

  it('signs out whom the server no longer knows', async () => {
    const refused = vi.fn();
    setToken('old', refused);
    answers = [json({}, 401)];
    await ask('/x').catch(() => undefined);
    expect(refused).toHaveBeenCalledOnce();
  });

  it('says that a server out of reach may be there later', async () => {
    await expect(ask('/x')).rejects.toMatchObject({ status: 0, code: 'unreachable', isPassing: true });
  });

  it('is named by its route', () => {
    expect(begin('PUT', '/api/v1/cart/items/17').name).toBe('PUT /api/v1/cart/items/{id}');
    expect(begin('GET', '/api/v1/search?q=17').name).toBe('GET /api/v1/search');
  });
});

describe('a search', () => {
  it('goes on in the list of products where search is away, in one trace', async () => {
    answers = [json({}, 503), json({ items: [], total: 0, page: 1, pageSize: 24 })];
    const found = await search('/api/v1/search?q=a&sort=relevance&pageSize=24');
    expect(found).toMatchObject({ fallback: true, facets: null });
    expect(calls[1]?.url).toBe('/api/v1/products?q=a&pageSize=24');
    const spans = takeFinished();
    expect(spans.map((span) => span.name)).toEqual(['GET /api/v1/search', 'GET /api/v1/products', 'search']);
    expect(new Set(spans.map((span) => span.traceId)).size).toBe(1);
  });

  it('does not hide that it was asked wrongly', async () => {
    answers = [json({ code: 'invalid' }, 400)];
    await expect(search('/api/v1/search?page=0')).rejects.toMatchObject({ status: 400 });
  });
});
