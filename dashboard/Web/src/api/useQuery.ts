import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { ApiError, get } from './client';
import { began, onTick, reconnects, type TopicName } from './live';
import { Ago, keyOf, type QueryParameters } from './parameters';

export interface Query<T> {
  /** The newest answer; while parameters change, the one before stays until the next is there. */
  data: T | undefined;
  error: ApiError | undefined;
  /** True until the first answer. */
  loading: boolean;
  /** True while any request is under way. */
  fetching: boolean;
  /** True where `data` belongs to other parameters than the ones asked for now. */
  stale: boolean;
  refetch(): void;
}

interface State<T> {
  key: string | null;
  data: T | undefined;
  error: ApiError | undefined;
  fetching: boolean;
}

/** A window that slides loses old data without a tick telling so. */
const slide = 10_000;

/** GET as state: fetched anew when the parameters change and on each tick of the topics. A null path asks nothing. */
export function useQuery<T>(path: string | null, parameters: QueryParameters = {}, topics: readonly TopicName[] = []): Query<T> {
  const run = new URLSearchParams(useSearch()).get('run');
  const key = path === null ? null : keyOf(path, { ...parameters, run });
  const [state, setState] = useState<State<T>>({ key: null, data: undefined, error: undefined, fetching: false });
  const latest = useRef({ path, parameters });
  latest.current = { path, parameters };
  const fetcher = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (key === null) return;
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
      setState((current) => ({ ...current, fetching: true }));
      try {
        const { path: to, parameters: wanted } = latest.current;
        const data = await get<T>(to!, wanted, abort.signal);
        if (active) setState({ key, data, error: undefined, fetching: false });
      } catch (error) {
        if (active && error instanceof ApiError) setState((current) => ({ ...current, key: current.key ?? key, error, fetching: false }));
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
    let missed = false;
    const wanted = () => {
      if (document.hidden) missed = true;
      else void fetchNow();
    };
    const shown = () => {
      if (!document.hidden && missed) {
        missed = false;
        void fetchNow();
      }
    };
    fetcher.current = () => void fetchNow();
    void fetchNow();
    const stop = onTick(topics, wanted);
    const stopReconnects = reconnects.subscribe(wanted);
    const sliding = topics.length > 0 && Object.values(latest.current.parameters).some((value) => value instanceof Ago);
    const timer = sliding ? setInterval(wanted, slide) : undefined;
    document.addEventListener('visibilitychange', shown);
    return () => {
      active = false;
      abort.abort();
      stop();
      stopReconnects();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', shown);
    };
    // The key holds path and parameters; topics are constant by use.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  const refetch = useCallback(() => fetcher.current(), []);
  return {
    data: key === null ? undefined : state.data,
    error: state.error,
    loading: key !== null && state.data === undefined && state.error === undefined,
    fetching: state.fetching,
    stale: state.key !== key,
    refetch,
  };
}
