import { expect, it } from 'vitest';
import type { LogItem } from './api';
import { merge } from './useLogs';

const item = (id: number, time: number): LogItem => ({ id, time, level: 'info', resource: 'shop', instance: '', message: `line ${id}`, scope: '', traceId: null, spanId: null, hasException: false });
const ids = (items: readonly LogItem[]) => items.map((each) => each.id);

it('puts new records by their time, for senders differ in how long they wait', () => {
  expect(ids(merge([item(2, 200), item(1, 100)], [item(4, 300), item(3, 150)], false))).toEqual([4, 2, 3, 1]);
});

it('has each record once, also when a page and what follows overlap', () => {
  expect(ids(merge([item(2, 200), item(1, 100)], [item(3, 300), item(2, 200)], false))).toEqual([3, 2, 1]);
});

it('starts over behind a gap: what lies in it would be missing without a sign', () => {
  expect(ids(merge([item(2, 200), item(1, 100)], [item(900, 900), item(899, 890)], true))).toEqual([900, 899]);
});

it('leaves the rows alone where nothing came', () => {
  const old = [item(1, 100)];
  expect(merge(old, [], false)).toBe(old);
});
