/** A question asked before the application is there, with the ids that its span will have. */
export interface EarlyRequest {
  url: string;
  traceId: string;
  spanId: string;
  start: number;
  answer: Promise<Response>;
}

declare global {
  interface Window {
    storefront: { paymentWindow: string; dashboard: string | null; development: boolean };
    early?: EarlyRequest[];
  }
}

/**
 * What a page is going to ask first. Stands in the page as text, so it uses nothing but its argument; the pages build their addresses with it too,
 * lest the two differ.
 */
export function firstRequests(location: { pathname: string; search: string }): string[] {
  const path = location.pathname;
  const asked = new URLSearchParams(location.search);
  const categories = '/api/v1/categories';
  if (path === '/') return ['/api/v1/products?sort=newest&inStock=true&pageSize=18', categories];
  const product = /^\/p\/(\d+)$/.exec(path);
  if (product) return [`/api/v1/products/${product[1]}`, categories];
  const category = /^\/c\/([\w-]+)$/.exec(path);
  if (path !== '/search' && !category) return [categories];
  const query = new URLSearchParams();
  if (category) query.set('category', category[1]!);
  for (const name of ['q', 'category', 'minPrice', 'maxPrice', 'inStock', 'sort', 'page']) {
    const value = asked.get(name);
    if (value && !query.has(name)) query.set(name, value);
  }
  query.set('pageSize', '24');
  return [`/api/v1/search?${query}`, categories];
}

/** Asks at once. Stands in the page as text as well. */
export function askEarly(requests: typeof firstRequests): void {
  const id = (bytes: number) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  window.early = requests(location).map((url) => {
    const [traceId, spanId] = [id(16), id(8)];
    const answer = fetch(url, { headers: { traceparent: `00-${traceId}-${spanId}-01` } });
    // Whoever takes it handles a failure; until then it is nobody's.
    answer.catch(() => undefined);
    return { url, traceId, spanId, start: performance.timeOrigin + performance.now(), answer };
  });
}
