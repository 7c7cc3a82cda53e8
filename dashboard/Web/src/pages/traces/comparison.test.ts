import { expect, it } from 'vitest';
import type { DifferenceView } from './api';
import { isUsual, partsOf } from './comparison';

const comparison = { traces: 20, median: 400, difference: 1900, groups: [] };
const group = (more: Partial<DifferenceView>): DifferenceView => ({ resource: 'pg', type: 'http', verdict: 'slower', time: 0, count: 1, medianCount: 1, ...more });

it('calls usual what differs by less than a twentieth', () => {
  expect(isUsual(comparison)).toBe(false);
  expect(isUsual({ ...comparison, difference: -15 })).toBe(true);
});

it('tells of time and of counts each where it matters', () => {
  expect(partsOf(group({ time: 1900 }), comparison)).toEqual({ time: true, count: false });
  expect(partsOf(group({ time: 3, count: 14, medianCount: 2 }), comparison)).toEqual({ time: false, count: true });
  expect(partsOf(group({ time: 50, count: 14, medianCount: 2 }), comparison)).toEqual({ time: true, count: true });
  expect(partsOf(group({ count: 3, medianCount: 2 }), comparison)).toEqual({ time: false, count: false });
});
