import { post } from '@/api';

export interface Store {
  id: string;
  name: string;
  kind: 'postgres' | 'redis' | 'kafka' | 'elasticsearch' | 's3';
  state: string | null;
  health: string | null;
}

export interface Action {
  name: string;
  displayName: string;
  /** Kinds of entries; empty: the store itself. */
  appliesTo: string[];
  inputs: string[];
}

export interface Description {
  id: string;
  kind: Store['kind'];
  queryLanguage: 'sql' | 'redis' | 'kafka' | 'json' | 'none';
  actions: Action[];
}

export interface Entry {
  path: string;
  name: string;
  kind: string;
  canOpen: boolean;
  canRead: boolean;
  facts: string | null;
}

export interface Listing {
  entries: Entry[];
  next: string | null;
  notice: string | null;
}

export interface ContentColumn {
  name: string;
  type: string | null;
  isNumeric: boolean;
}

export interface Content {
  columns: ContentColumn[];
  rows: (string | null)[][];
  text: string | null;
  format: 'text' | 'json' | 'hex' | 'image' | null;
  next: string | null;
  notice: string | null;
}

export const addressOf = (store: string) => `/api/explorers/${encodeURIComponent(store)}`;

export const query = (store: string, path: string, text: string) => post<Content>(`${addressOf(store)}/query`, { path, text });

export const act = (store: string, action: string, path: string, inputs: Record<string, string>) =>
  post<Content>(`${addressOf(store)}/actions/${encodeURIComponent(action)}`, { path, inputs });
