export type Measure = 'mean' | 'p50' | 'p95' | 'p99' | 'errorShare' | 'throughput' | 'instanceDown' | 'diskShare' | 'memoryShare';

export interface Subject {
  resource: string;
  route: string | null;
  caller: string | null;
}

export interface Objective extends Subject {
  name: string;
  measure: Measure;
  limit: number;
  warning: number | null;
  target: number;
  minimumSamples: number;
  state: 'kept' | 'warning' | 'broken' | 'unknown';
  value: number | null;
  samples: number;
  budget: { bad: number; all: number; allowed: number; spent: number | null };
  burn: { minutes5: number | null; minutes30: number | null; hour1: number | null; hours6: number | null; fast: boolean; slow: boolean };
  spark: { from: number; step: number; values: (number | null)[] };
}

export interface ObjectiveList {
  items: Objective[];
  from: number;
  to: number;
}

export interface Alarm extends Subject {
  /** Null while it is pending. */
  id: number | null;
  name: string;
  measure: Measure;
  limit: number;
  severity: 'warning' | 'critical';
  for: number;
  state: 'pending' | 'firing' | 'resolved';
  value: number | null;
  since: number;
  firedAt: number | null;
  endedAt: number | null;
  due: number | null;
  text: string;
}

export interface Receiver {
  kind: 'slack' | 'webhook' | 'mail';
  target: string;
  waiting: number;
  delivered: number;
  deliveredAt: number | null;
  failures: number;
  lost: number;
  error: string | null;
  retryAt: number | null;
}

export interface AlarmList {
  items: Alarm[];
  firing: number;
  alerts: number;
  receivers: Receiver[];
}
