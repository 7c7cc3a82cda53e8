import { useEffect } from 'react';
import { useQuery } from '@/api/useQuery';
import { createStore, useStore } from './store';
import { useTimeRange } from './timeRange';

/** Something that happened and may explain what charts show. */
export interface Marker {
  id: number;
  at: number;
  kind: string;
  level: 'info' | 'success' | 'warning' | 'error';
  resource: string | null;
  text: string;
}

const none: readonly Marker[] = [];
const markers = createStore<readonly Marker[]>(none);
const users = createStore(0);

/** The markers of the time range on screen: one request however many charts there are. */
export function useMarkers(wanted = true): readonly Marker[] {
  useEffect(() => {
    if (!wanted) return;
    users.update((count) => count + 1);
    return () => users.update((count) => count - 1);
  }, [wanted]);
  const all = useStore(markers);
  return wanted ? all : none;
}

/** Fetches for all charts; mounted once. */
export function MarkerFeed(): null {
  const wanted = useStore(users) > 0;
  const { query } = useTimeRange();
  const { data } = useQuery<{ items: Marker[] }>(wanted ? '/api/markers' : null, query, ['markers']);
  useEffect(() => {
    if (data) markers.set(data.items);
  }, [data]);
  return null;
}
