import { useSyncExternalStore } from 'react';

/** A value that components follow. */
export class Store<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  get = (): T => this.value;

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** What is kept in the browser; a browser that keeps nothing is no reason to fail. */
export const kept = {
  read<T>(key: string, storage: 'local' | 'session' = 'local'): T | null {
    try {
      const text = (storage === 'local' ? localStorage : sessionStorage).getItem(`storefront.${key}`);
      return text === null ? null : (JSON.parse(text) as T);
    } catch {
      return null;
    }
  },
  write(key: string, value: unknown, storage: 'local' | 'session' = 'local'): void {
    try {
      const place = storage === 'local' ? localStorage : sessionStorage;
      if (value === null) place.removeItem(`storefront.${key}`);
      else place.setItem(`storefront.${key}`, JSON.stringify(value));
    } catch {
      // Private windows of some browsers.
    }
  },
};
