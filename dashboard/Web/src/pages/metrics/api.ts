export type InstrumentKind = 'Gauge' | 'Counter' | 'UpDownCounter' | 'Histogram' | 'Summary';

export interface Instrument {
  name: string;
  description: string;
  unit: string;
  kind: InstrumentKind;
  dimensions: number;
  overflow: boolean;
}

export interface Meter {
  name: string;
  instruments: Instrument[];
}

export interface MetricResource {
  name: string;
  instances: string[];
  meters: Meter[];
}

export interface MetricTree {
  items: MetricResource[];
  bytes: number;
  limit: number;
  dropped: number;
  oldest: number | null;
}

export interface MetricLine {
  attributes: Record<string, string>;
  percentile: number | null;
  values: (number | null)[];
}

export interface Dimension {
  key: string;
  values: string[];
}

export interface Exemplar {
  time: number;
  value: number;
  traceId: string;
  spanId: string;
}

export type Show = 'rate' | 'increase' | 'total' | 'value' | 'percentiles' | 'p50' | 'p90' | 'p99' | 'mean' | 'count';

export interface MetricChart {
  resource: string;
  meter: string;
  instrument: string;
  description: string;
  unit: string;
  kind: InstrumentKind;
  show: Show;
  from: number;
  to: number;
  step: number;
  times: number[];
  lines: MetricLine[];
  dimensions: Dimension[];
  exemplars: Exemplar[];
  omitted: number;
  overflow: boolean;
  refused: number;
}
