import { traced } from '../telemetry/tracer';
import { ApiError, ask } from './http';
import type { Page, Product, SearchResult } from './types';

export interface Found extends SearchResult {
  /** Found in the list of products, as search was not there. */
  fallback: boolean;
}

/** Asks search; where search is away, the list of products, which finds less but something. */
export function search(path: string): Promise<Found> {
  const query = new URLSearchParams(path.split('?')[1]);
  return traced('search', { 'app.search.query': query.get('q') ?? '', 'app.search.category': query.get('category') ?? '' }, async (span) => {
    try {
      const found = await ask<SearchResult>(path, { span });
      span.attributes['app.search.total'] = found.total;
      return { ...found, fallback: false };
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isPassing) throw error;
      span.attributes['app.search.fallback'] = true;
      const list = await ask<Page<Product>>(catalogPath(query), { span });
      return { ...list, facets: null, didYouMean: null, fallback: true };
    }
  });
}

export function catalogPath(query: URLSearchParams): string {
  const asked = new URLSearchParams(query);
  if (asked.get('sort') === 'relevance') asked.delete('sort');
  return `/api/v1/products?${asked}`;
}
