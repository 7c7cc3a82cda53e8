import { describe, expect, it } from 'vitest';
import type { MetricChart } from './api';
import { changesOf, dotsOf, formatFilter, labelOf, parseFilter, unitOf } from './reading';

const chart: MetricChart = {
  resource: 'shop',
  meter: 'm',
  instrument: 'latency',
  description: '',
  unit: 's',
  kind: 'Histogram',
  show: 'percentiles',
  from: 1000,
  to: 5000,
  step: 1000,
  times: [1000, 2000, 3000, 4000],
  lines: [
    { attributes: {}, percentile: 50, values: [1, 1, null, 2] },
    { attributes: {}, percentile: 99, values: [4, 4, 4, 3] },
  ],
  dimensions: [],
  exemplars: [],
  omitted: 0,
  overflow: false,
  refused: 0,
};

describe('metrics', () => {
  it('lists only the times at which something changed, newest first, with arrows', () => {
    const changes = changesOf(chart);
    expect(changes.map((change) => change.at)).toEqual([4000, 1000]);
    expect(changes[0]!.cells.map((cell) => cell?.direction)).toEqual([1, -1]);
  });

  it('keeps filters whole in the URL, whatever their values hold', () => {
    const text = 'http.route=/a=b,c\nhttp.route=/d\nempty=';
    expect(formatFilter(parseFilter(text))).toBe(text);
  });

  it('puts the highest exemplar of each bucket on the chart', () => {
    const dots = dotsOf({
      ...chart,
      exemplars: [
        { time: 2100, value: 3, traceId: 'a', spanId: '' },
        { time: 2900, value: 5, traceId: 'b', spanId: '' },
        { time: 9000, value: 9, traceId: 'c', spanId: '' },
      ],
    });
    expect(dots.values).toEqual([null, 5, null, null]);
    expect(dots.traces[1]).toBe('b');
  });

  it('shows rates with their unit a second', () => {
    expect(unitOf({ unit: 'By', kind: 'Counter', show: 'rate' })).toBe('By/s');
    expect(unitOf({ unit: '1', kind: 'Counter', show: 'rate' })).toBe('/s');
    expect(unitOf({ unit: 's', kind: 'Histogram', show: 'percentiles' })).toBe('s');
    expect(unitOf({ unit: 's', kind: 'Histogram', show: 'count' })).toBe('/s');
  });

  it('names lines by what tells them apart', () => {
    expect(labelOf({ attributes: { method: 'GET', code: '' }, percentile: 99.9, values: [] }, 'x')).toBe('GET – p99.9');
    expect(labelOf({ attributes: {}, percentile: null, values: [] }, 'x')).toBe('x');
  });
});
