import { expect, it } from 'vitest';
import { formatSelection, parseSelection } from './selection';

it('comes back out of the URL as it went in', () => {
  const selection = { from: 1_700_000_000_000, to: 1_700_000_060_000, low: 0.25, high: 1500 };
  expect(parseSelection(formatSelection(selection))).toEqual(selection);
});

it('is none where the URL has nonsense', () => {
  for (const text of ['', '1_2', '1_2_x_4', '5_1_0_1', '1_5_9_1']) expect(parseSelection(text)).toBeNull();
});
