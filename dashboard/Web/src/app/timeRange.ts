import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useSearch } from 'wouter';
import { Ago, type QueryValue } from '@/api/parameters';
import { useOpenRun } from './run';
import { load, save } from './store';
import { setUrl } from './url';

export const presets = ['1m', '5m', '15m', '30m', '1h', '3h', '6h', '12h', '1d'] as const;
export type Preset = (typeof presets)[number];

const key = 'dashboard.range';
const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What the URL says: a window that ends now (live), one that ended at `until` (paused), or two fixed times. */
export interface ParsedRange {
  preset: string | null;
  length: number;
  from: number | null;
  to: number | null;
}

/** Milliseconds of "15m", or null where it is none. */
export function presetLength(preset: string | null): number | null {
  const match = /^(\d{1,4})([smhd])$/.exec(preset ?? '');
  const length = match ? Number(match[1]) * units[match[2]!]! : 0;
  return length > 0 ? length : null;
}

export function parseRange(search: string, fallback: string): ParsedRange {
  const parameters = new URLSearchParams(search);
  const number = (name: string) => {
    const text = parameters.get(name);
    const value = text === null || text === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) && value >= 0 ? value : null;
  };
  const from = number('from');
  const to = number('to');
  if (from !== null && to !== null && to > from) return { preset: null, length: to - from, from, to };
  const preset = presetLength(parameters.get('range')) === null ? fallback : parameters.get('range')!;
  const length = presetLength(preset) ?? 900_000;
  const until = number('until');
  return until === null ? { preset, length, from: null, to: null } : { preset, length, from: until - length, to: until };
}

export interface TimeRange {
  /** Milliseconds since 1970; while live both move on every second. */
  from: number;
  to: number;
  live: boolean;
  /** "15m" and the like; null for two fixed times. */
  preset: string | null;
  /** An old run is looked at: nothing is live. */
  run: boolean;
  /** To spread into the parameters of `useQuery`: while live, worked out when the request is made. */
  query: { from: QueryValue; to: QueryValue };
  set(preset: string): void;
  /** Two fixed times, as an entry in the history: Back undoes a zoom. */
  zoom(from: number, to: number): void;
  pause(): void;
  resume(): void;
}

/** The one time range of all pages, kept in the URL. */
export function useTimeRange(): TimeRange {
  const search = useSearch();
  const range = useMemo(() => parseRange(search, load<string>(key, '15m')), [search]);
  // Of an old run all is shown, unless two times were chosen.
  const old = new URLSearchParams(search).get('run') !== null;
  const run = useOpenRun();
  const whole = old && range.preset !== null;
  const live = range.to === null && !old;
  const now = useNow(live);
  const to = (whole ? run?.to : range.to) ?? now;
  const { preset, length, from: fixedFrom, to: fixedTo } = range;
  const query = useMemo(
    () => (whole ? { from: undefined, to: undefined } : fixedTo === null ? { from: new Ago(length), to: undefined } : { from: fixedFrom ?? undefined, to: fixedTo }),
    [whole, length, fixedFrom, fixedTo],
  );
  useEffect(() => {
    if (preset !== null && !old) save(key, preset);
  }, [preset, old]);
  return {
    from: (whole ? run?.from : range.from) ?? to - length,
    to,
    live,
    preset: whole ? null : preset,
    run: old,
    query,
    set: useCallback((next: string) => setUrl({ range: next, from: null, to: null, until: null }, true), []),
    zoom: useCallback((from: number, until: number) => setUrl({ range: null, from: Math.round(from), to: Math.round(until), until: null }, true), []),
    pause: useCallback(() => setUrl({ range: preset, until: Date.now() }), [preset]),
    resume: useCallback(() => setUrl({ range: preset ?? load<string>(key, '15m'), from: null, to: null, until: null }), [preset]),
  };
}

let second = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribeSecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.hidden) return;
    second = Date.now();
    for (const each of [...listeners]) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const never = () => () => undefined;

/** The present, a new one each second; it stands still where `moving` is false. */
export function useNow(moving = true): number {
  return useSyncExternalStore(moving ? subscribeSecond : never, () => second);
}
