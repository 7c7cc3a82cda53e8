import type { InstrumentKind, MetricChart, MetricLine, Show } from './api';

/** What can be shown of an instrument; the first is what suits it. */
export function showsOf(kind: InstrumentKind): readonly Show[] {
  switch (kind) {
    case 'Counter':
      return ['rate', 'increase', 'total'];
    case 'Histogram':
      return ['percentiles', 'p50', 'p90', 'p99', 'mean', 'count', 'increase'];
    case 'Summary':
      return ['percentiles'];
    default:
      return ['value'];
  }
}

/** The unit of what is shown: a rate is one a second. */
export function unitOf(chart: { unit: string; kind: InstrumentKind; show: Show }): string {
  const counted = chart.kind === 'Histogram' && (chart.show === 'count' || chart.show === 'increase');
  const unit = counted || chart.unit === '1' ? '' : chart.unit;
  return chart.show === 'rate' || chart.show === 'count' ? `${unit}/s` : unit;
}

export function labelOf(line: MetricLine, fallback: string): string {
  const attributes = Object.values(line.attributes).map((value) => (value === '' ? '–' : value));
  const percentile = line.percentile === null ? [] : [`p${Math.round(line.percentile * 10) / 10}`];
  return [...attributes, ...percentile].join(' ') || fallback;
}

/** `key=value` lines as a map: of each attribute the values that are wanted. */
export function parseFilter(text: string): Map<string, Set<string>> {
  const filter = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at <= 0) continue;
    const key = line.slice(0, at);
    filter.set(key, (filter.get(key) ?? new Set()).add(line.slice(at + 1)));
  }
  return filter;
}

export function formatFilter(filter: ReadonlyMap<string, ReadonlySet<string>>): string {
  return [...filter].flatMap(([key, values]) => [...values].map((value) => `${key}=${value}`)).join('\n');
}

export interface Change {
  at: number;
  index: number;
  /** For each line: its value, and whether it rose (1), fell (-1) or stood (0); null where nothing is known. */
  cells: ({ value: number; direction: -1 | 0 | 1 } | null)[];
}

/** The times at which any line changed, newest first. */
export function changesOf(chart: Pick<MetricChart, 'times' | 'lines'>): Change[] {
  const before: (number | null)[] = chart.lines.map(() => null);
  const changes: Change[] = [];
  chart.times.forEach((at, index) => {
    let changed = false;
    const cells = chart.lines.map((line, column) => {
      const value = line.values[index] ?? null;
      const last = before[column] ?? null;
      if (value === null) return null;
      const direction = last === null || value === last ? 0 : value > last ? 1 : -1;
      changed ||= last === null || direction !== 0;
      before[column] = value;
      return { value, direction } as const;
    });
    if (changed) changes.push({ at, index, cells });
  });
  return changes.reverse();
}

/** Exemplars as dots: of each bucket the highest; rates have another scale, so their dots lie on the line. */
export function dotsOf(chart: MetricChart): { values: (number | null)[]; traces: (string | null)[] } {
  const values: (number | null)[] = chart.times.map(() => null);
  const traces: (string | null)[] = chart.times.map(() => null);
  const measured = chart.kind !== 'Counter' && chart.show !== 'count' && chart.show !== 'increase';
  const highest = chart.times.map(() => Number.NEGATIVE_INFINITY);
  for (const exemplar of chart.exemplars) {
    const index = Math.floor((exemplar.time - chart.from) / chart.step);
    if (index < 0 || index >= values.length || exemplar.value <= highest[index]!) continue;
    highest[index] = exemplar.value;
    values[index] = measured ? exemplar.value : (chart.lines[0]?.values[index] ?? null);
    traces[index] = values[index] === null ? null : exemplar.traceId;
  }
  return { values, traces };
}
