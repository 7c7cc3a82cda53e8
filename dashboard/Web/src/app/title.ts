import { useEffect } from 'react';
import { useStore } from './store';
import { session } from './session';

/** The browser's title: page, then application. */
export function useTitle(page: string): void {
  const application = useStore(session)?.application ?? 'Platform';
  useEffect(() => {
    document.title = `${page} · ${application}`;
  }, [page, application]);
}
