import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, ask } from '../api/http';
import type { Category, Page, Product } from '../api/types';
import type { SpanContext } from '../telemetry/tracer';

const fresh = 15_000;
const answers = new Map<string, { at: number; answer: Promise<unknown> }>();

export interface Data<T> {
  data: T | undefined;
  error: ApiError | undefined;
  /** True while the data shown is not (yet) what was asked for. */
  loading: boolean;
  reload: () => void;
}

/** Asks once for who asks at the same time, and again when the answer has grown old. */
export function askCached<T>(path: string, question: { span?: SpanContext } = {}): Promise<T> {
  const known = answers.get(path);
  if (known && Date.now() - known.at < fresh) return known.answer as Promise<T>;
  const answer = ask<T>(path, question);
  answers.set(path, { at: Date.now(), answer });
  answer.catch(() => answers.delete(path));
  return answer;
}

export const forget = (path: string): boolean => answers.delete(path);

/** What a path answers; null asks nothing. While the next answer is on its way the former stays. */
export function useData<T>(path: string | null, load: (path: string) => Promise<T> = askCached): Data<T> {
  const [state, setState] = useState<{ path: string | null; data?: T; error?: ApiError }>({ path: null });
  const [turn, setTurn] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  useEffect(() => {
    if (path === null) return;
    let left = false;
    loader.current(path).then(
      (data) => !left && setState({ path, data }),
      (error: unknown) => !left && error instanceof ApiError && setState((former) => ({ path, data: former.path === path ? former.data : undefined, error })),
    );
    return () => {
      left = true;
    };
  }, [path, turn]);
  const reload = useCallback(() => {
    if (path !== null) forget(path);
    setTurn((before) => before + 1);
  }, [path]);
  return { data: state.data, error: state.error, loading: path !== null && state.path !== path, reload };
}

export const useCategories = (): Category[] => useData<Page<Category>>('/api/v1/categories').data?.items ?? [];

/** Products by their ids; those that are not (any more) there are missing. */
export function useProducts(ids: number[]): { products: Map<number, Product>; loading: boolean } {
  const key = ids.length > 0 ? ids.join(',') : null;
  const { data, loading } = useData<Map<number, Product>>(key, async (list) => {
    const found = await Promise.all(list.split(',').map((id) => askCached<Product>(`/api/v1/products/${id}`).catch(() => undefined)));
    return new Map(found.flatMap((product) => (product ? [[product.id, product] as const] : [])));
  });
  return { products: data ?? new Map(), loading };
}
