import type uPlot from 'uplot';
import { hueOf } from '@/components/ResourceBadge';
import type { ChartSeries } from './types';

/** The value of a CSS colour or variable where the element stands: a canvas does not know variables. */
export function resolveColor(element: Element, color: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(color)?.[1];
  return name ? getComputedStyle(element).getPropertyValue(name).trim() : color;
}

export function colorOfSeries(series: ChartSeries): string {
  return series.color ?? `var(--series-${hueOf(series.label)})`;
}

/** The same colour, so transparent. */
export function faded(color: string, alpha: number): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? color + Math.round(alpha * 255).toString(16).padStart(2, '0') : color;
}

/** Each series on top of the ones before it. */
export function stack(series: readonly ChartSeries[]): (number | null)[][] {
  const sums: number[] = [];
  return series.map((each) =>
    each.values.map((value, index) => {
      sums[index] = (sums[index] ?? 0) + (value ?? 0);
      return value === null && sums[index] === 0 ? null : sums[index]!;
    }),
  );
}

/** From zero, a little air above; never flat. */
export function valueRange(low: number | null, high: number | null, least: number): [number, number] {
  const bottom = Math.min(0, low ?? 0);
  const top = Math.max(high ?? 0, least, bottom);
  return top === bottom ? [bottom, bottom + 1] : [bottom, top + (top - bottom) * 0.08];
}

/** Whole powers of ten around the values, at least one apart. */
export function logRange(low: number, high: number, least: number): [number, number] {
  const bottom = 10 ** Math.floor(Math.log10(Math.max(low, least)) + 1e-9);
  const top = 10 ** Math.ceil(Math.log10(Math.max(high, least)) - 1e-9);
  return [bottom, top > bottom ? top : bottom * 10];
}

export function isPowerOfTen(value: number): boolean {
  return value > 0 && Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6;
}

/** As much room as the longest label takes. */
export function axisSize(_: uPlot, values: string[] | null): number {
  return Math.max(44, 18 + 6.6 * Math.max(0, ...(values ?? []).map((text) => (text ?? '').length)));
}
