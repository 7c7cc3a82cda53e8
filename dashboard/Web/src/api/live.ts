import { createStore } from '@/app/store';
import { sessionKey } from './client';

/** What changes on screen; the server's `Topic` in lower case. */
export type TopicName =
  | 'resources'
  | 'console'
  | 'logs'
  | 'traces'
  | 'metrics'
  | 'overview'
  | 'alarms'
  | 'markers'
  | 'interactions'
  | 'parameters'
  | 'runs';

export type Connection = 'connecting' | 'open' | 'lost';

interface Tick {
  seq: number;
  topics: TopicName[];
}

/** Whether the change ticks come; "lost" once an open connection ended or none came up. */
export const connection = createStore<Connection>('connecting');

/** How often a connection came up again after it was lost: pages that follow something start over. */
export const reconnects = createStore(0);

const listeners = new Map<TopicName, Set<() => void>>();
let socket: WebSocket | undefined;
let delay = 250;
let retry: ReturnType<typeof setTimeout> | undefined;
let sequence = 0;
let pending = 0;

/** Calls back on each tick that names one of the topics (four times a second at most). */
export function onTick(topics: readonly TopicName[], listener: () => void): () => void {
  for (const topic of topics) {
    let set = listeners.get(topic);
    if (!set) listeners.set(topic, (set = new Set()));
    set.add(listener);
  }
  return () => {
    for (const topic of topics) listeners.get(topic)?.delete(listener);
  };
}

/** Counts requests under way: once none is, the page shows what the last tick told of, and `<html data-seq>` says so (tests wait for it). */
export function began(): () => void {
  pending++;
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    pending--;
    rendered();
  };
}

function rendered(): void {
  if (pending > 0) return;
  requestAnimationFrame(() => {
    if (pending === 0) document.documentElement.dataset.seq = String(sequence);
  });
}

function receive(tick: Tick): void {
  sequence = tick.seq;
  const called = new Set<() => void>();
  for (const topic of tick.topics) for (const listener of listeners.get(topic) ?? []) called.add(listener);
  for (const listener of called) listener();
  rendered();
}

let openNow: (() => void) | undefined;

/** Tries at once instead of after the pause. */
export function reconnectNow(): void {
  if (connection.get() === 'lost') openNow?.();
}

/** Opens the tab's one WebSocket and keeps it open until told to stop. */
export function connect(): () => void {
  let stopped = false;
  const open = () => {
    clearTimeout(retry);
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    const current = (socket = new WebSocket(`${scheme}://${window.location.host}/api/live`));
    current.onopen = () => current.send(JSON.stringify({ key: sessionKey.get() ?? '' }));
    current.onmessage = (event: MessageEvent<string>) => {
      const lost = connection.get() === 'lost';
      delay = 250;
      connection.set('open');
      if (lost) reconnects.update((count) => count + 1);
      receive(JSON.parse(event.data) as Tick);
    };
    current.onclose = () => {
      if (stopped || socket !== current) return;
      connection.set('lost');
      clearTimeout(retry);
      retry = setTimeout(open, delay);
      delay = Math.min(delay * 1.6, 4000);
    };
  };
  const atOnce = () => {
    if (!stopped && !document.hidden && connection.get() === 'lost') {
      delay = 250;
      open();
    }
  };
  openNow = open;
  open();
  window.addEventListener('online', atOnce);
  document.addEventListener('visibilitychange', atOnce);
  return () => {
    stopped = true;
    clearTimeout(retry);
    window.removeEventListener('online', atOnce);
    document.removeEventListener('visibilitychange', atOnce);
    socket?.close();
  };
}
