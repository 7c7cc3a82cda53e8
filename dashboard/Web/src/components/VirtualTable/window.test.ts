import { expect, test } from 'vitest';
import { sortRows, templateOf, visibleColumns, type Column } from './columns';
import { anchored, scrollToShow, slotsOf, windowOf } from './window';

test('ten thousand rows cost what the view shows and a little more', () => {
  expect(windowOf(0, 400, 20, 10_000)).toEqual({ first: 0, end: 26 });
  expect(windowOf(100_000, 400, 20, 10_000)).toEqual({ first: 4994, end: 5026 });
});

test('the window never leaves the rows', () => {
  expect(windowOf(999_999, 400, 20, 10_000)).toEqual({ first: 9974, end: 10_000 });
  expect(windowOf(5000, 400, 20, 3)).toEqual({ first: 0, end: 3 });
  expect(windowOf(0, 400, 20, 0)).toEqual({ first: 0, end: 0 });
});

test('every scroll position shows every row that is in view', () => {
  for (let top = 0; top < 3000; top += 37) {
    const { first, end } = windowOf(top, 333, 24, 150);
    const clamped = Math.min(top, 150 * 24 - 333);
    expect(first * 24).toBeLessThanOrEqual(clamped);
    expect(end * 24).toBeGreaterThanOrEqual(Math.min(clamped + 333, 150 * 24));
  }
});

test('no two rows of a window share a slot, however far it jumps', () => {
  const slots = slotsOf(333, 24);
  for (let top = 0; top < 3000; top += 7) {
    const { first, end } = windowOf(top, 333, 24, 150);
    expect(end - first).toBeLessThanOrEqual(slots);
  }
});

test('a row out of view is scrolled to, one in view is left', () => {
  expect(scrollToShow(5, 0, 400, 20)).toBe(0);
  expect(scrollToShow(30, 0, 400, 20)).toBe(220);
  expect(scrollToShow(2, 200, 400, 20)).toBe(40);
});

test('rows that come before the view do not move it', () => {
  expect(anchored(500, 20, 25, 35)).toBe(700);
  expect(anchored(500, 20, 25, -1)).toBe(500);
});

const columns: Column<number>[] = [
  { id: 'a', header: 'A', width: 100, cell: String, compare: (x, y) => x - y },
  { id: 'b', header: 'B', width: 80, grow: true, from: 600, cell: String },
  { id: 'c', header: 'C', width: 60, hidden: true, cell: String },
];

test('columns give way when narrow, unless the user chose them', () => {
  const ids = (width: number, shown = {}) => visibleColumns(columns, { widths: {}, shown }, width).map((column) => column.id);
  expect(ids(900)).toEqual(['a', 'b']);
  expect(ids(400)).toEqual(['a']);
  expect(ids(400, { b: true, c: true, a: false })).toEqual(['b', 'c']);
});

test('what grows takes the rest, a width that was dragged stays', () => {
  expect(templateOf(columns.slice(0, 2), { widths: {}, shown: {} })).toBe('100px minmax(80px, 1fr)');
  expect(templateOf(columns.slice(0, 2), { widths: { b: 200 }, shown: {} })).toBe('100px minmax(200px, 1fr)');
});

test('sorting is stable and leaves the rows as they were', () => {
  const rows = [3, 1, 2];
  expect(sortRows(rows, columns, { column: 'a', descending: true })).toEqual([3, 2, 1]);
  expect(rows).toEqual([3, 1, 2]);
  expect(sortRows(rows, columns, null)).toBe(rows);
});
