import { expect, test } from 'vitest';
import { createFormat } from './format';

const catalogues = import.meta.glob<Record<string, unknown>>('../**/messages.ts', { eager: true });

function isCatalogue(value: unknown): value is { en: Record<string, unknown>; ko: Record<string, unknown> } {
  return typeof value === 'object' && value !== null && 'en' in value && 'ko' in value;
}

const all = Object.entries(catalogues).flatMap(([file, module]) => Object.values(module).filter(isCatalogue).map((catalogue) => [file, catalogue] as const));

test('there are catalogues', () => expect(all.length).toBeGreaterThan(8));

test.each(all)('%s says the same things in both languages', (_, { en, ko }) => {
  expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(en)) {
    expect(typeof ko[key], key).toBe(typeof text);
    if (typeof text === 'string' && text !== '') expect(ko[key], key).not.toBe('');
    if (typeof text === 'object' && text !== null) expect(Object.keys(ko[key] as object), key).toEqual(Object.keys(text));
  }
});

const en = createFormat('en', '24', 'UTC');
const ko = createFormat('ko', '12', 'UTC');

test.each([
  [0, '0 ms'],
  [0.0005, '500 ns'],
  [0.85, '850 µs'],
  [12.34, '12.3 ms'],
  [999.4, '999 ms'],
  [1250, '1.25 s'],
  [192_000, '3 m 12 s'],
  [3_600_000, '1 h'],
  [90_061_000, '1 d 1 h'],
])('%s ms is %s', (value, text) => expect(en.duration(value)).toBe(text));

test('bytes, shares, rates and units', () => {
  expect(en.bytes(1536)).toBe('1.5 KB');
  expect(en.percent(0.1234)).toBe('12.3%');
  expect(en.rate(3.456)).toBe('3.46/s');
  expect(en.quantity(0.25, 's')).toBe('250 ms');
  expect(en.quantity(2048, 'By')).toBe('2 KB');
  expect(en.quantity(3, '{request}')).toBe('3 request');
});

test('times by clock and language', () => {
  const at = Date.UTC(2026, 10, 20, 22, 42, 3, 7);
  expect(en.time(at)).toBe('22:42:03');
  expect(en.timeMs(at)).toBe('22:42:03.007');
  // The word for the afternoon is ICU's: Debian's Node has English alone.
  expect(ko.time(at)).toMatch(/10:42:03/);
  expect(ko.ago(at - 65_000, at)).toBe('1 분 전');
});
