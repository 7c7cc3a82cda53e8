import type { SpanView } from './api';

/** What narrows a trace down on its page. */
export interface SpanFilter {
  text: string;
  /** Milliseconds. */
  least: number;
  errorsOnly: boolean;
}

export function isFiltering(filter: SpanFilter): boolean {
  return filter.text.trim() !== '' || filter.least > 0 || filter.errorsOnly;
}

export function matches(span: SpanView, filter: SpanFilter): boolean {
  if (span.duration < filter.least || (filter.errorsOnly && !span.error)) return false;
  const text = filter.text.trim().toLowerCase();
  return (
    text === '' ||
    [span.name, span.resource, span.peer, span.address, span.detail, span.errorType, span.id, span.kind, span.type].some((part) => part?.toLowerCase().includes(text)) ||
    (span.http !== undefined && String(span.http) === text)
  );
}

/** The rows to show, in order: spans that match and those above them, without what is collapsed. Spans come parents first. */
export function visibleSpans(spans: readonly SpanView[], filter: SpanFilter, collapsed: ReadonlySet<string>): { rows: SpanView[]; matched: number } {
  let kept: Set<string> | null = null;
  let matched = spans.length;
  if (isFiltering(filter)) {
    kept = new Set();
    matched = 0;
    // From below: what stands above a match is known when it is reached.
    for (let index = spans.length - 1; index >= 0; index--) {
      const span = spans[index]!;
      const hit = matches(span, filter);
      if (hit) matched++;
      if (hit || kept.has(span.id)) {
        kept.add(span.id);
        if (span.parent !== undefined) kept.add(span.parent);
      }
    }
  }
  const rows: SpanView[] = [];
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index]!;
    if (kept !== null && !kept.has(span.id)) continue;
    rows.push(span);
    // What is below a span follows it without a gap.
    if (collapsed.has(span.id)) index += span.descendants ?? 0;
  }
  return { rows, matched };
}

/** The spans above one, from its parent up. */
export function ancestors(spans: readonly SpanView[], id: string): string[] {
  const parents = new Map(spans.map((span) => [span.id, span.parent]));
  const above: string[] = [];
  for (let parent = parents.get(id); parent !== undefined && above.length <= spans.length; parent = parents.get(parent)) above.push(parent);
  return above;
}

/** Round numbers along the axis, at most so many and some. */
export function ticks(from: number, to: number, count: number): number[] {
  const span = to - from;
  if (!(span > 0) || count < 1) return [from];
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999)!;
  const result: number[] = [];
  for (let index = Math.max(0, Math.ceil(from / step - 1e-9)); index * step <= to - span * 0.001; index++) result.push(index * step);
  return result;
}

/** Where a stretch lies within what is shown, as shares of its width; null where it is out of it. */
export function place(start: number, length: number, view: { from: number; to: number }): { left: number; width: number } | null {
  const span = view.to - view.from;
  if (span <= 0) return null;
  const from = Math.max(start, view.from);
  const to = Math.min(start + length, view.to);
  if (to < from || start > view.to || start + length < view.from) return null;
  return { left: (from - view.from) / span, width: (to - from) / span };
}

/** Pairs of a flat list. */
export function pairs(flat: readonly number[] | undefined): [number, number][] {
  const result: [number, number][] = [];
  for (let index = 0; flat !== undefined && index + 1 < flat.length; index += 2) result.push([flat[index]!, flat[index + 1]!]);
  return result;
}

/** All that has something below it. */
export function parentsOf(spans: readonly SpanView[]): string[] {
  return spans.filter((span) => (span.descendants ?? 0) > 0).map((span) => span.id);
}
