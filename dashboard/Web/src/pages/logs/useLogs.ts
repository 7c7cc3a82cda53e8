import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError, get, onTick, type QueryParameters } from '@/api';
import { began } from '@/api/live';
import { keyOf } from '@/api/parameters';
import type { LogItem, LogPage, NewLogs } from './api';

const pageSize = 300;
const most = 20_000;

interface State {
  key: string | null;
  items: LogItem[];
  next: number | null;
  newest: number;
  dropped: number;
  oldest: number | null;
  error: ApiError | undefined;
  /** How many came since the view stands still. */
  waiting: number;
}

const nothing: State = { key: null, items: [], next: null, newest: 0, dropped: 0, oldest: null, error: undefined, waiting: 0 };

export interface Logs extends State {
  loading: boolean;
  /** Fetches the page of older ones. */
  more(): void;
  refetch(): void;
}

/** New records above those that are there, by time; from a burst that left a gap only the new ones are kept. */
export function merge(old: readonly LogItem[], fresh: readonly LogItem[], gap: boolean): LogItem[] {
  if (gap || old.length === 0) return sorted(fresh);
  if (fresh.length === 0) return old as LogItem[];
  const known = new Set(fresh.map((item) => item.id));
  return sorted([...fresh, ...old.filter((item) => !known.has(item.id))]).slice(0, most);
}

function sorted(items: readonly LogItem[]): LogItem[] {
  return [...items].sort((a, b) => b.time - a.time || b.id - a.id);
}

/** Log records, newest first: follows while live, counts what waits while not, pages back on demand. */
export function useLogs(filter: QueryParameters, range: QueryParameters, live: boolean): Logs {
  const parameters = useMemo(() => ({ ...filter, ...range }), [filter, range]);
  const key = keyOf(new URLSearchParams(window.location.search).get('run') ?? '', parameters);
  const [state, setState] = useState<State>(nothing);
  const latest = useRef(state);
  latest.current = state;
  const [turn, setTurn] = useState(0);
  const paging = useRef(false);

  useEffect(() => {
    let active = true;
    let running = false;
    let again = false;
    const abort = new AbortController();
    const fetchNow = async (): Promise<void> => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      const end = began();
      const { key: shown, newest } = latest.current;
      try {
        if (shown !== key) {
          const page = await get<LogPage>('/api/logs', { ...parameters, limit: pageSize }, abort.signal);
          if (active) setState({ key, items: sorted(page.items), next: page.next, newest: page.newest, dropped: page.dropped, oldest: page.oldest, error: undefined, waiting: 0 });
        } else if (live) {
          const page = await get<LogPage>('/api/logs', { ...filter, since: newest, limit: pageSize }, abort.signal);
          if (page.newest < newest) {
            // Counted from 1 again: another process, or an import.
            latest.current = { ...latest.current, key: null };
            again = true;
          } else if (active)
            setState((old) => ({
              ...old,
              items: page.oldest === null ? [] : merge(old.items, page.items, page.gap),
              next: page.gap ? page.next : old.next,
              newest: page.newest,
              dropped: page.dropped,
              oldest: page.oldest,
              error: undefined,
            }));
        } else {
          const news = await get<NewLogs>('/api/logs/new', { ...filter, since: newest }, abort.signal);
          if (active) setState((old) => ({ ...old, waiting: news.count }));
        }
      } catch (error) {
        if (active && error instanceof ApiError) setState((old) => ({ ...old, error, ...(old.key === key ? {} : { key: null, items: [], next: null }) }));
        else if (active && !(error instanceof DOMException)) throw error;
      } finally {
        running = false;
        end();
      }
      if (again && active) {
        again = false;
        void fetchNow();
      }
    };
    void fetchNow();
    const stop = onTick(['logs'], () => void fetchNow());
    return () => {
      active = false;
      abort.abort();
      stop();
    };
    // The key stands for all parameters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, live, turn]);

  const more = useCallback(() => {
    const { next, key: shown } = latest.current;
    if (next === null || paging.current || shown !== key) return;
    paging.current = true;
    void get<LogPage>('/api/logs', { ...parameters, to: undefined, after: next, limit: pageSize })
      .then((page) => setState((old) => (old.key === key ? { ...old, items: merge(old.items, page.items, false), next: old.items.length >= most ? null : page.next } : old)))
      .catch((error: unknown) => {
        if (error instanceof ApiError) setState((old) => ({ ...old, error }));
      })
      .finally(() => {
        paging.current = false;
      });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  const refetch = useCallback(() => {
    latest.current = { ...latest.current, key: null };
    setTurn((old) => old + 1);
  }, []);

  return { ...state, loading: state.key !== key && state.error === undefined, more, refetch };
}
