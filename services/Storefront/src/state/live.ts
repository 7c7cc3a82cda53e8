import { useEffect } from 'react';
import type { OrderUpdate } from '../api/types';
import { onSession, session } from './session';
import { Store, useStore } from './store';

const slowest = 10_000;

/** From one page to the next the connection stays. */
const linger = 5_000;

/** Whether word of changes arrives. */
export const live = new Store(false);

const listeners = new Set<(update: OrderUpdate) => void>();
let socket: WebSocket | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let pause = 500;

onSession(close);

function open(): void {
  const now = session.get();
  if (!now || socket || listeners.size === 0) return;
  const address = new URL('/ws/orders', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  address.searchParams.set('access_token', now.token);
  const opened = new WebSocket(address);
  socket = opened;
  opened.onopen = () => {
    pause = 500;
    live.set(true);
  };
  opened.onmessage = (message) => {
    const update = JSON.parse(String(message.data)) as OrderUpdate;
    for (const tell of [...listeners]) tell(update);
  };
  opened.onclose = () => {
    if (socket !== opened) return;
    socket = undefined;
    live.set(false);
    clearTimeout(retry);
    retry = setTimeout(open, pause);
    pause = Math.min(pause * 2, slowest);
  };
}

function close(): void {
  clearTimeout(retry);
  const open = socket;
  socket = undefined;
  open?.close();
  live.set(false);
}

/** Calls for each change of one of the shopper's orders; and once whenever the connection is (again) there, as changes may have been missed. */
export function useOrderUpdates(changed: (update: OrderUpdate | null) => void): boolean {
  const isLive = useStore(live);
  const now = useStore(session);
  useEffect(() => {
    if (!now) return;
    listeners.add(changed);
    open();
    return () => {
      listeners.delete(changed);
      setTimeout(() => listeners.size === 0 && close(), linger);
    };
  }, [changed, now]);
  useEffect(() => {
    if (isLive) changed(null);
  }, [isLive, changed]);
  return isLive;
}
