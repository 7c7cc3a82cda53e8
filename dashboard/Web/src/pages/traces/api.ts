import type { Attribute, LogItem, ScopeView } from '@/pages/logs/api';

export type TraceStatus = 'error' | 'handled' | 'ok';
export type WorkType = 'http' | 'db' | 'messaging' | 'rpc' | 'cloud' | 'other';

/** As comparisons count work: SQL apart from other work of databases. */
export type WorkKind = WorkType | 'sql';

export const workTypes: readonly WorkType[] = ['http', 'db', 'messaging', 'rpc', 'cloud', 'other'];

export interface ResourceCount {
  name: string;
  spans: number;
  errors: number;
}

export interface TraceItem {
  id: string;
  start: number;
  duration: number;
  /** From the first span's start to the last's end: work may go on after the root has answered. */
  total: number;
  /** Null: no root has come. */
  name: string | null;
  resource: string | null;
  route: string | null;
  status: TraceStatus;
  http: number | null;
  spans: number;
  errors: number;
  types: WorkType[];
  resources: ResourceCount[];
}

export interface TracePage {
  items: TraceItem[];
  next: string | null;
  dropped: number;
  oldest: number | null;
  total: number;
}

export interface TracePoints {
  items: { id: string; start: number; duration: number; status: TraceStatus }[];
  total: number;
  sampled: boolean;
}

/** A row of the waterfall; what is absent is null, 0 or false. Times are milliseconds after the trace's start. */
export interface SpanView {
  id: string;
  name: string;
  resource: string;
  kind: 'unset' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  type: WorkType;
  parent?: string;
  start: number;
  duration: number;
  self?: number;
  depth: number;
  descendants?: number;
  /** Start and length by turns. */
  critical?: number[];
  error?: boolean;
  errorType?: string;
  http?: number;
  /** Whom it calls that sends no spans of its own here. */
  peer?: string;
  address?: string;
  detail?: string;
  /** Offset and severity number by turns. */
  logs?: number[];
  events?: number;
  links?: number;
  backlinks?: number;
  orphan?: boolean;
}

export interface SlowQuery {
  text: string;
  system: string;
  resource: string;
  count: number;
  total: number;
  slowest: number;
  longest: string;
}

export interface DifferenceView {
  resource: string;
  type: WorkKind;
  verdict: 'slower' | 'faster' | 'failing' | 'more' | 'fewer' | 'new' | 'gone';
  time: number;
  count: number;
  medianCount: number;
}

export interface Comparison {
  traces: number;
  median: number;
  difference: number;
  groups: DifferenceView[];
}

export interface TraceView {
  id: string;
  start: number;
  duration: number;
  total: number;
  name: string | null;
  resource: string | null;
  route: string | null;
  status: TraceStatus;
  http: number | null;
  depth: number;
  errors: number;
  missingParents: number;
  cycles: number;
  hasRoot: boolean;
  skew: { resource: string; shift: number }[];
  resources: ResourceCount[];
  focus: string | null;
  spans: SpanView[];
  queries: SlowQuery[];
  comparison: Comparison | null;
  logs: number;
}

export interface LinkView {
  traceId: string;
  spanId: string;
  name: string | null;
  resource: string | null;
  attributes: Attribute[];
}

export interface SpanDetails {
  id: string;
  traceId: string;
  name: string;
  resource: string;
  instance: string;
  kind: SpanView['kind'];
  type: WorkType;
  parent: string | null;
  start: number;
  duration: number;
  self: number;
  status: 'unset' | 'ok' | 'error';
  statusMessage: string;
  peer: string | null;
  address: string | null;
  shift: number;
  traceState: string;
  sequence: number;
  attributes: Attribute[];
  resourceAttributes: Attribute[];
  scope: ScopeView;
  events: { name: string; offset: number; attributes: Attribute[] }[];
  links: LinkView[];
  backlinks: LinkView[];
  logs: LogItem[];
  droppedAttributes: number;
  droppedEvents: number;
  droppedLinks: number;
}
