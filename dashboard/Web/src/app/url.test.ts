import { expect, test } from 'vitest';
import { Ago, keyOf, toSearch } from '@/api/parameters';
import { parseRange, presetLength } from './timeRange';
import { traceIdOf } from './traceId';
import { pageUrl, withParameters } from './url';

test('parameters change in place, empty ones leave', () => {
  expect(withParameters('?q=a&view=graph', { q: 'b c', view: null })).toBe('?q=b+c');
  expect(withParameters('?q=a', { q: '' })).toBe('');
});

test('links carry time range and run along, and nothing else', () => {
  expect(pageUrl('/traces', { q: 'x' }, '?range=1h&run=7&view=graph&resource=a')).toBe('/traces?range=1h&run=7&q=x');
});

test('a link with a range of its own takes no half of the old one', () => {
  expect(pageUrl('/logs', { from: 1, to: 2 }, '?range=1h&until=5&run=7')).toBe('/logs?from=1&to=2&run=7');
});

test.each([
  ['15m', 900_000],
  ['1h', 3_600_000],
  ['90s', 90_000],
  ['1d', 86_400_000],
  ['', null],
  ['m', null],
  ['0m', null],
  ['15x', null],
  [null, null],
])('%s is %s ms', (preset, length) => expect(presetLength(preset)).toBe(length));

test('a range is live, paused or fixed by the URL', () => {
  expect(parseRange('', '15m')).toEqual({ preset: '15m', length: 900_000, from: null, to: null });
  expect(parseRange('?range=1m&until=100000', '15m')).toEqual({ preset: '1m', length: 60_000, from: 40_000, to: 100_000 });
  expect(parseRange('?from=1000&to=3000', '15m')).toEqual({ preset: null, length: 2000, from: 1000, to: 3000 });
});

test('a broken range falls back instead of breaking the page', () => {
  expect(parseRange('?from=3000&to=1000&range=nonsense', '15m')).toMatchObject({ preset: '15m', to: null });
  expect(parseRange('?from=abc&to=-5', '30m')).toMatchObject({ preset: '30m', to: null });
});

test('a live range is worked out when asked, and is the same query each second', () => {
  const parameters = { from: new Ago(60_000), to: undefined, q: '' };
  expect(toSearch(parameters, 100_000)).toBe('?from=40000');
  expect(keyOf('/api/x', { from: new Ago(60_000) })).toBe(keyOf('/api/x', { from: new Ago(60_000) }));
  expect(keyOf('/api/x', { from: new Ago(60_000) })).not.toBe(keyOf('/api/x', { from: 60_000 }));
});

const id = '4bf92f3577b34da6a3ce929d0e0e4736';

test.each([id, ` ${id.toUpperCase()}\n`, `00-${id}-00f067aa0ba902b7-01`, '4bf92f35-77b3-4da6-a3ce-929d0e0e4736'])('a trace id in %s', (text) => expect(traceIdOf(text)).toBe(id));

test.each(['', 'hello', id.slice(1), `${id}0`, '0'.repeat(32), `see ${id}`])('no trace id in %s', (text) => expect(traceIdOf(text)).toBeNull());
