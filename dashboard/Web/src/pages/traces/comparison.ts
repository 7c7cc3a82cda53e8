import type { Comparison, DifferenceView } from './api';

/** Whether a trace took about as long as others of its route. */
export function isUsual(comparison: Comparison): boolean {
  return Math.abs(comparison.difference) < Math.max(1, comparison.median * 0.05);
}

/** What is to be said of a group: time where it matters, spans where there are many more or fewer. */
export function partsOf(group: DifferenceView, comparison: Comparison): { time: boolean; count: boolean } {
  const least = Math.max(1, comparison.median * 0.05);
  const [more, fewer] = [Math.max(group.count, group.medianCount), Math.min(group.count, group.medianCount)];
  return { time: Math.abs(group.time) >= least, count: more - fewer >= 3 && more >= 2 * fewer };
}
