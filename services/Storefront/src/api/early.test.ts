import { afterEach, describe, expect, it, vi } from 'vitest';
import { askEarly, firstRequests } from './early';

const at = (address: string) => firstRequests(new URL(address, 'http://shop.test'));

describe('the first questions of a page', () => {
  it.each([
    ['/', '/api/v1/products?sort=newest&inStock=true&pageSize=18'],
    ['/p/42', '/api/v1/products/42'],
    ['/c/laptops?sort=price', '/api/v1/search?category=laptops&sort=price&pageSize=24'],
    ['/search?q=%EB%AC%B4%EC%84%A0&page=2', '/api/v1/search?q=%EB%AC%B4%EC%84%A0&page=2&pageSize=24'],
  ])('%s asks %s at once, and for the categories', (address, question) => {
    expect(at(address)).toEqual([question, '/api/v1/categories']);
  });

  it('asks nothing of a shopper for pages that need one', () => {
    for (const page of ['/orders', '/cart', '/pay/success?orderId=1', '/p/nonsense']) expect(at(page)).toEqual(['/api/v1/categories']);
  });

  it('passes on nothing that it does not know', () => {
    expect(at('/search?q=a&pageSize=100&evil=1')[0]).toBe('/api/v1/search?q=a&pageSize=24');
  });
});

describe('as text in the page', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('asks with a trace of its own, and needs nothing that is not in it', async () => {
    const fetched: [string, string][] = [];
    const window: { early?: { url: string; traceId: string; spanId: string }[] } = {};
    vi.stubGlobal('window', window);
    vi.stubGlobal('location', new URL('http://shop.test/p/7'));
    vi.stubGlobal('fetch', (url: string, init: { headers: { traceparent: string } }) => {
      fetched.push([url, init.headers.traceparent]);
      return Promise.resolve(new Response('{}'));
    });

    new Function(`(${askEarly})(${firstRequests})`)();

    expect(fetched.map(([url]) => url)).toEqual(['/api/v1/products/7', '/api/v1/categories']);
    const first = window.early?.[0];
    expect(fetched[0]?.[1]).toBe(`00-${first?.traceId}-${first?.spanId}-01`);
    expect(first?.traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});
