import { useCallback, useEffect, useState } from 'react';
import type { Content } from './api';

export interface Request {
  /** Another key, another request. */
  key: string;
  title: string;
  fetch(after?: string): Promise<Content>;
}

export interface ContentState {
  data: Content | null;
  error: unknown;
  loading: boolean;
  /** Null where there is no more. */
  more: (() => void) | null;
}

/** What a request gave, page after page. */
export function useContent(request: Request | null): ContentState {
  const [state, setState] = useState<{ key: string | null; data: Content | null; error: unknown; loading: boolean }>({ key: null, data: null, error: null, loading: false });
  const key = request?.key ?? null;
  const load = useCallback(
    (after?: string, before?: Content) => {
      if (!request) return () => undefined;
      let active = true;
      setState({ key, data: before ?? null, error: null, loading: true });
      request.fetch(after).then(
        (data) => active && setState({ key, data: before ? { ...data, rows: [...before.rows, ...data.rows] } : data, error: null, loading: false }),
        (error: unknown) => active && setState({ key, data: before ?? null, error, loading: false }),
      );
      return () => {
        active = false;
      };
    },
    // The key stands for the request.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );
  useEffect(() => load(), [load]);
  const current = state.key === key;
  const data = current ? state.data : null;
  return {
    data,
    error: current ? state.error : null,
    loading: key !== null && (!current || state.loading),
    more: data?.next && !state.loading ? () => void load(data.next ?? undefined, data) : null,
  };
}
