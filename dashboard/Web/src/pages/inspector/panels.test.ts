import { describe, expect, it } from 'vitest';
import { newest, readable, summaryOf } from './panels';

describe('inspector', () => {
  it('adds up the generations of the heap and leaves the working set alone', () => {
    const lines = summaryOf({
      id: 'heap',
      unit: 'By',
      lines: [
        { name: 'gen0', values: [1, null] },
        { name: 'gen2', values: [2, null] },
        { name: 'working set', values: [10, 11] },
      ],
    });
    expect(lines.map((line) => line.values)).toEqual([
      [3, null],
      [10, 11],
    ]);
  });

  it('shows the newest value that is known', () => {
    expect(newest([1, 2, null, null])).toBe(2);
    expect(newest([null])).toBeNull();
  });

  it('shows processor time as a share of a core', () => {
    expect(readable('{core}')).toEqual({ unit: '%', factor: 100 });
  });
});
