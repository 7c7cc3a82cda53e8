import { pageUrl } from '@/app/url';
import type { Format } from '@/i18n';
import type { Measure, Subject } from './api';

export function formatMeasure(format: Format, measure: Measure, value: number): string {
  switch (measure) {
    case 'errorShare':
    case 'diskShare':
    case 'memoryShare':
      return format.percent(value, 2);
    case 'throughput':
      return format.rate(value);
    case 'instanceDown':
      return format.number(value);
    default:
      return format.duration(value);
  }
}

/** Above what, or of throughput below what. */
export function limitSign(measure: Measure): string {
  return measure === 'throughput' ? '≥' : '≤';
}

/** The traces behind a measure: of its route, in its window; the failed ones where errors are what counts. */
export function tracesUrl(subject: Subject, measure: Measure, from: number, to: number): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`;
  const parts = [
    subject.route === null ? '' : `route:${quoted(pathOf(subject.route))}`,
    measure === 'errorShare' ? 'status:error' : '',
  ];
  return pageUrl('/traces', { resource: subject.caller ?? subject.resource, q: parts.filter((part) => part !== '').join(' '), from: Math.round(from), to: Math.round(to) });
}

// Declared "/orders/{id}", named "/orders/{id:guid}/": what both begin with finds both.
function pathOf(route: string): string {
  const brace = route.indexOf('{');
  return brace < 0 ? route : route.slice(0, brace + 1);
}

/** How much of the budget is left, 0 to 1. */
export function budgetLeft(spent: number | null): number | null {
  return spent === null ? null : Math.max(0, 1 - spent);
}
