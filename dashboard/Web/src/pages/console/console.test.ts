import { expect, test } from 'vitest';
import type { ConsoleItem } from '@/api/resources';
import { stripAnsi } from '@/components/ansi';
import { append, type ConsoleEntry } from './feed';
import { widthOf, wrapLine } from './wrap';

const item = (id: number): ConsoleItem => ({ id, resource: 'a', line: id, at: null, text: `line ${id}`, isError: false });

test('the oldest lines leave when the page is full', () => {
  const entries = append([], [1, 2, 3, 4, 5].map(item), null, 3);
  expect(entries.map((entry) => entry.id)).toEqual([3, 4, 5]);
});

test('what was skipped stands between what came before and after', () => {
  const gap: ConsoleEntry = { kind: 'gap', id: 1, count: 40, reason: 'behind' };
  expect(append(append([], [item(1)], null), [item(42)], gap).map((entry) => (entry.kind === 'gap' ? `gap ${entry.count}` : entry.id))).toEqual([1, 'gap 40', 42]);
});

test('nothing new changes nothing: no rendering', () => {
  const entries = append([], [item(1)], null);
  expect(append(entries, [], null)).toBe(entries);
});

test('lines are cut at the width, and lose nothing', () => {
  const text = 'x'.repeat(25);
  expect(wrapLine(text, 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  expect(wrapLine('short', 80)).toEqual(['short']);
});

test('Korean takes two cells', () => {
  expect(widthOf('주문 1')).toBe(6);
  expect(wrapLine('주문상태결제완료됨', 8)).toEqual(['주문상태', '결제완료', '됨']);
});

test('a colour goes on in the next row', () => {
  const rows = wrapLine(`\u001b[31m${'e'.repeat(12)}\u001b[0m ok`, 10);
  expect(rows).toHaveLength(2);
  expect(rows[1]!.startsWith('\u001b[31m')).toBe(true);
  expect(rows.map(stripAnsi).join('')).toBe(`${'e'.repeat(12)} ok`);
});
