import { useEffect } from 'react';
import { useSearch } from 'wouter';
import { useQuery } from '@/api/useQuery';
import { createStore, useStore } from './store';

/** The old run that is looked at, as far as it is known. */
export interface OpenRun {
  id: string;
  name: string;
  from: number;
  to: number;
}

interface RunRow {
  id: string;
  name: string;
  startedAt: number;
  endedAt: number | null;
}

const opened = createStore<OpenRun | null>(null);

/** A run that was killed has no end: an hour of it is shown. */
const unknownLength = 3_600_000;

/** The run of `?run=`, null where the pages are live or the run is not known yet. */
export function useOpenRun(): OpenRun | null {
  return useStore(opened);
}

/** Finds out about the run in the URL; mounted once. */
export function RunFeed(): null {
  const id = new URLSearchParams(useSearch()).get('run');
  const { data } = useQuery<{ items: RunRow[] }>(id === null ? null : '/api/runs', {}, ['runs']);
  useEffect(() => {
    const row = id === null ? undefined : data?.items.find((each) => each.id === id);
    opened.set(row ? { id: row.id, name: row.name, from: row.startedAt, to: row.endedAt ?? row.startedAt + unknownLength } : null);
  }, [id, data]);
  return null;
}
