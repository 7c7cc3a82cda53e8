import { createStore, load, save } from '@/app';

const key = 'errors.read';

/** Error logs by name that were looked at; the badge shows the rest. */
export const readErrors = createStore<Readonly<Record<string, number>>>(load(key, {}));

/** A host that started anew counts from nothing. */
export function unreadOf(name: string, errors: number, read: Readonly<Record<string, number>>): number {
  const before = read[name] ?? 0;
  return errors < before ? errors : errors - before;
}

export function markErrorsRead(name: string, errors: number): void {
  readErrors.update((old) => ({ ...old, [name]: errors }));
  save(key, readErrors.get());
}
