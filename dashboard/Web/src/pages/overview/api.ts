import { useQuery, type QueryValue } from '@/api';
import { useTimeRange } from '@/app';

/** Durations in milliseconds, shares from 0 to 1, rates a second. */
export interface Traffic {
  count: number;
  rate: number;
  errors: number;
  errorShare: number;
  timeouts: number;
  mean: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  apdex: number;
}

export type Verdict = 'slower' | 'faster' | 'failing' | 'healed' | 'more' | 'fewer' | 'new' | 'gone' | 'same';

export interface Measurement {
  count: number;
  errors: number;
  rate: number;
  time: number;
  errorShare: number;
}

/** What became of something since the time that it is compared with. */
export interface Difference {
  before: Measurement | null;
  after: Measurement | null;
  verdict: Verdict;
  time: number;
  count: number;
  errorShare: number;
}

export interface FailureEntry {
  resource: string;
  route: string;
  kind: 'server' | 'consumer' | 'job';
  failed: boolean;
  status: number | null;
}

export interface FailureCause {
  kind: 'status' | 'timeout' | 'unreachable' | 'circuitOpen' | 'exception' | 'error';
  caller: string | null;
  callee: string;
  operation: string;
  system: string | null;
  status: number | null;
  errorType: string | null;
  message: string | null;
}

export interface FailureLog {
  at: number;
  severity: number;
  resource: string;
  message: string;
  spanId: string | null;
}

export interface ResourceTrouble {
  id: string;
  name: string;
  state: string | null;
  health: string | null;
  exitCode: number | null;
  reason: string | null;
  lines: string[];
}

export interface Failure {
  id: string;
  kind: 'requests' | 'resource';
  severity: 'error' | 'warning';
  state: 'failing' | 'recovered' | 'silent';
  sentence: string;
  firstSeen: number | null;
  lastSeen: number | null;
  lastSuccess: number | null;
  count: number;
  total: number;
  entry: FailureEntry | null;
  cause: FailureCause | null;
  path: string[];
  traceId: string | null;
  spanId: string | null;
  traces: { traceId: string; spanId: string; at: number }[];
  log: FailureLog | null;
  resource: ResourceTrouble | null;
}

export interface Overview {
  from: number;
  to: number;
  hasTelemetry: boolean;
  hasHost: boolean;
  traffic: Traffic;
  failures: Failure[];
  unexamined: number;
  behind: number;
  missed: number;
  resources: number;
  troubled: number;
}

export interface MapNode {
  name: string;
  kind: 'resource' | 'topic' | 'external';
  type: string | null;
  state: string | null;
  health: string | null;
  replicas: number;
  traffic: Traffic | null;
  systems: string[];
  reasons: string[];
  difference: Difference | null;
}

export interface MapEdge {
  caller: string;
  callee: string;
  kind: 'call' | 'produce' | 'consume' | 'reference';
  system: string | null;
  database: string | null;
  peer: string | null;
  traffic: Traffic | null;
  difference: Difference | null;
}

export interface ServiceMapData {
  nodes: MapNode[];
  edges: MapEdge[];
  from: number;
  to: number;
}

export interface Sparkline {
  start: number;
  step: number;
  counts: number[];
  errors: number[];
  p95: number[];
}

export interface Route {
  resource: string;
  route: string;
  kind: 'server' | 'consumer' | 'job';
  traffic: Traffic;
  sparkline: Sparkline;
  difference: Difference | null;
}

/** What this window is held against: nothing, the one as long before, or a run. */
export type Against = '' | 'previous' | `run:${string}`;

function useWindow(): { from: QueryValue; to: QueryValue } {
  return useTimeRange().query;
}

export const useOverview = () => useQuery<Overview>('/api/overview', useWindow(), ['overview', 'resources']);

export const useMap = (against: string) => useQuery<ServiceMapData>('/api/map', { ...useWindow(), with: against }, ['overview', 'resources']);

export const useRoutes = (against: string) => useQuery<{ items: Route[] }>('/api/routes', { ...useWindow(), with: against }, ['overview']);

/** A call of the map as a name, for keys and for the URL. */
export const edgeName = (edge: { caller: string; callee: string }): string => `${edge.caller}→${edge.callee}`;
