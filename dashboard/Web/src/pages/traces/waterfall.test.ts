import { describe, expect, it } from 'vitest';
import type { SpanView } from './api';
import { ancestors, pairs, place, ticks, visibleSpans } from './waterfall';

function span(id: string, depth: number, more: Partial<SpanView> = {}): SpanView {
  return { id, name: `span ${id}`, resource: 'shop', kind: 'internal', type: 'other', start: 0, duration: 10, depth, ...more };
}

// a > b > c, a > d
const spans = [span('a', 0, { descendants: 3 }), span('b', 1, { parent: 'a', descendants: 1 }), span('c', 2, { parent: 'b', duration: 5, error: true, detail: 'SELECT 1' }), span('d', 1, { parent: 'a', duration: 100 })];
const all = { text: '', least: 0, errorsOnly: false };
const ids = (found: { rows: SpanView[] }) => found.rows.map((row) => row.id).join('');

describe('the rows of a waterfall', () => {
  it('are all spans at first, and without what is below a collapsed one', () => {
    expect(ids(visibleSpans(spans, all, new Set()))).toBe('abcd');
    expect(ids(visibleSpans(spans, all, new Set(['b'])))).toBe('abd');
    expect(ids(visibleSpans(spans, all, new Set(['a', 'b'])))).toBe('a');
  });

  it('keep the way to what matches', () => {
    expect(ids(visibleSpans(spans, { ...all, text: 'select' }, new Set()))).toBe('abc');
    expect(visibleSpans(spans, { ...all, text: 'select' }, new Set()).matched).toBe(1);
    expect(ids(visibleSpans(spans, { ...all, least: 50 }, new Set()))).toBe('ad');
    expect(ids(visibleSpans(spans, { ...all, errorsOnly: true }, new Set(['b'])))).toBe('ab');
    expect(ids(visibleSpans(spans, { ...all, text: 'nothing has this' }, new Set()))).toBe('');
  });

  it('cost no more than a walk for ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => span(String(index), index, { descendants: 9_999 - index, ...(index > 0 ? { parent: String(index - 1) } : {}) }));
    expect(visibleSpans(many, { ...all, text: 'span 9999' }, new Set()).rows).toHaveLength(10_000);
    expect(visibleSpans(many, all, new Set(['4999'])).rows).toHaveLength(5_000);
    expect(ancestors(many, '9999')).toHaveLength(9_999);
  });
});

describe('the axis', () => {
  it('has round steps', () => {
    expect(ticks(0, 100, 5)).toEqual([0, 20, 40, 60, 80]);
    expect(ticks(0, 1234, 4)).toEqual([0, 500, 1000]);
    expect(ticks(130, 290, 4)).toEqual([150, 200, 250]);
    expect(ticks(0, 0, 4)).toEqual([0]);
  });

  it('places bars within what is shown', () => {
    expect(place(25, 50, { from: 0, to: 100 })).toEqual({ left: 0.25, width: 0.5 });
    expect(place(0, 100, { from: 50, to: 100 })).toEqual({ left: 0, width: 1 });
    expect(place(0, 10, { from: 50, to: 100 })).toBeNull();
    expect(place(5, 0, { from: 0, to: 0 })).toBeNull();
  });

  it('reads pairs', () => {
    expect(pairs([1, 2, 3, 4])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(pairs(undefined)).toEqual([]);
  });
});
