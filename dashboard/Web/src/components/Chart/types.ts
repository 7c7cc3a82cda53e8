export interface ChartSeries {
  id: string;
  label: string;
  /** One for each time; null is a gap. */
  values: readonly (number | null)[];
  /** Default line. */
  kind?: 'line' | 'area' | 'bar' | 'points';
  /** A CSS colour or variable; by default one by the label. */
  color?: string;
  dashed?: boolean;
}

export interface Threshold {
  value: number;
  label: string;
  tone: 'warning' | 'error' | 'info';
}

export interface ChartProps {
  /** What screen readers call the chart, and its heading in the table. */
  label: string;
  /** Milliseconds since 1970, ascending. */
  times: readonly number[];
  series: readonly ChartSeries[];
  /** What the time axis spans, whatever the data does. */
  from: number;
  to: number;
  /** OpenTelemetry's unit of the values: s, ms, By, {request}, %, 1 … */
  unit?: string;
  /** Pixels. Default 220. */
  height?: number;
  /** Bars and areas stand on one another. */
  stacked?: boolean;
  /** At most this at the top of the value axis, at least this. */
  max?: number;
  thresholds?: readonly Threshold[];
  /** Restarts, alarms and the like as lines from /api/markers. Default true. */
  markers?: boolean;
  legend?: boolean;
  /** A drag over the chart; usually `useTimeRange().zoom`. */
  onSelect?(from: number, to: number): void;
  /** A click near a value. */
  onPoint?(series: ChartSeries, index: number): void;
}

export interface ScatterPoint {
  key: string;
  /** Milliseconds since 1970. */
  at: number;
  value: number;
  failed?: boolean;
  /** In the table. */
  label?: string;
}

export interface ScatterProps {
  label: string;
  /** Values by their order of magnitude: durations of a millisecond beside those of a minute. */
  log?: boolean;
  points: readonly ScatterPoint[];
  from: number;
  to: number;
  unit?: string;
  height?: number;
  markers?: boolean;
  /** A rectangle was drawn: times and values. */
  onSelect?(from: number, to: number, low: number, high: number): void;
  onPoint?(point: ScatterPoint): void;
}
