import { useCallback, useMemo } from 'react';
import { useSearch } from 'wouter';

/** What every page shares and links carry along: the time range and the run that is looked at. */
export const sharedParameters = ['range', 'from', 'to', 'until', 'run'] as const;

export type UrlParameters = Record<string, string | number | null | undefined>;

/** Parameters put over a query string; null and undefined take one away. Pure, for tests. */
export function withParameters(search: string, change: UrlParameters): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === undefined || value === '') parameters.delete(name);
    else parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** A link to a page that keeps time range and run: `pageUrl('/traces', { q: 'status:error' })`. */
export function pageUrl(path: string, parameters: UrlParameters = {}, search = window.location.search): string {
  const current = new URLSearchParams(search);
  const kept: UrlParameters = {};
  for (const name of sharedParameters) kept[name] = current.get(name);
  // A link that sets a range of its own must not inherit the other half of the one on screen.
  if ('from' in parameters || 'to' in parameters || 'range' in parameters) for (const name of sharedParameters) if (name !== 'run') kept[name] = null;
  return path + withParameters('', { ...kept, ...parameters });
}

/** Changes the URL's parameters in place: no entry in the history unless `push`. */
export function setUrl(change: UrlParameters, push = false): void {
  const next = window.location.pathname + withParameters(window.location.search, change);
  if (next === window.location.pathname + window.location.search) return;
  if (push) history.pushState(history.state, '', next);
  else history.replaceState(history.state, '', next);
}

/** One parameter of the URL as state: `const [q, setQ] = useUrlState('q')`. The fallback is not written to the URL. */
export function useUrlState(name: string, fallback = ''): [string, (value: string | null, push?: boolean) => void] {
  const search = useSearch();
  const value = useMemo(() => new URLSearchParams(search).get(name) ?? fallback, [search, name, fallback]);
  const set = useCallback((next: string | null, push?: boolean) => setUrl({ [name]: next === fallback ? null : next }, push), [name, fallback]);
  return [value, set];
}

/** A parameter that is on or off; off is not in the URL. */
export function useUrlFlag(name: string): [boolean, (value: boolean) => void] {
  const [value, set] = useUrlState(name);
  return [value === '1', useCallback((next: boolean) => set(next ? '1' : null), [set])];
}
