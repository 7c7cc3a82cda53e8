import type { TextFormat } from '@/components/textFormats';
import { createStore } from './store';

export type Intent = 'info' | 'success' | 'warning' | 'error';

/** What a command answered, to be read at leisure. */
export interface ResponseText {
  title: string;
  text: string;
  format: TextFormat;
}

export interface Notice {
  id: number;
  at: number;
  intent: Intent;
  title: string;
  text?: string;
  response?: ResponseText;
  link?: { href: string; text: string };
  /** Under way: shown with a spinner, replaced by its end. */
  busy?: boolean;
  read: boolean;
}

const most = 100;
let last = 0;

/** Newest first; what the notification centre shows. */
export const notices = createStore<readonly Notice[]>([]);

/** Ids of the notices that stand as toasts now. */
export const toasts = createStore<readonly number[]>([]);

/** The response that is open in a dialog. */
export const openResponse = createStore<ResponseText | null>(null);

/** Says something in a toast and keeps it in the notification centre. Returns its id, to end it with `updateNotice`. */
export function notify(notice: Omit<Notice, 'id' | 'at' | 'read'>): number {
  const id = ++last;
  notices.update((list) => [{ ...notice, id, at: Date.now(), read: false }, ...list].slice(0, most));
  show(id, notice);
  return id;
}

export function updateNotice(id: number, change: Omit<Notice, 'id' | 'at' | 'read'>): void {
  notices.update((list) => list.map((each) => (each.id === id ? { ...change, id, at: Date.now(), read: false } : each)));
  show(id, change);
}

export function hideToast(id: number): void {
  toasts.update((list) => list.filter((each) => each !== id));
}

export function dismissNotice(id: number): void {
  hideToast(id);
  notices.update((list) => list.filter((each) => each.id !== id));
}

export function dismissAll(): void {
  toasts.set([]);
  notices.set([]);
}

export function markRead(): void {
  notices.update((list) => (list.every((each) => each.read) ? list : list.map((each) => ({ ...each, read: true }))));
}

const timers = new Map<number, ReturnType<typeof setTimeout>>();

function show(id: number, notice: Pick<Notice, 'busy' | 'intent'>): void {
  clearTimeout(timers.get(id));
  toasts.update((list) => [...list.filter((each) => each !== id), id].slice(-4));
  if (!notice.busy) timers.set(id, setTimeout(() => hideToast(id), notice.intent === 'error' ? 12_000 : 6000));
}
