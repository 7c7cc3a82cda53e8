import { type AnchorHTMLAttributes, type MouseEvent, useEffect, useRef } from 'react';
import { Store, useStore } from '../state/store';

export interface Place {
  path: string;
  query: URLSearchParams;
}

const read = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

const place = new Store<Place>(read());

addEventListener('popstate', () => place.set(read()));

export function go(to: string, replace = false): void {
  const before = location.pathname;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  place.set(read());
  if (before !== location.pathname) scrollTo({ top: 0, behavior: 'instant' });
}

export const usePlace = (): Place => useStore(place);

/** The address with some of its query changed; null takes a parameter away. */
export function withQuery(at: Place, changes: Record<string, string | null>): string {
  const query = new URLSearchParams(at.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text ? `${at.path}?${text}` : at.path;
}

/** Goes there without a new page; what the browser does with modifiers stays as it is. */
export function Link({ to, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a href={to} onClick={follow} {...rest} />;
}

/** Names the page: for the tab, and for who listens. */
export function useTitle(title: string | undefined, shop: string): void {
  useEffect(() => {
    document.title = title ? `${title} · ${shop}` : shop;
  }, [title, shop]);
}

/** Focus goes to the new page's heading, but not on the first. */
export function useFocusOnArrival(path: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) document.getElementById('content')?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
}
