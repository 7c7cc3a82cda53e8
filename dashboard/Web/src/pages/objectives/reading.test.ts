import { describe, expect, it, vi } from 'vitest';
import { createFormat } from '@/i18n/format';
import { budgetLeft, formatMeasure, tracesUrl } from './reading';

vi.stubGlobal('window', { location: { search: '' } });

describe('objectives', () => {
  it('shows each measure in its own unit', () => {
    const format = createFormat('en', '24', 'UTC');
    expect(formatMeasure(format, 'errorShare', 0.0012)).toBe('0.12%');
    expect(formatMeasure(format, 'p99', 512)).toBe('512 ms');
    expect(formatMeasure(format, 'throughput', 12.34)).toBe('12.3/s');
  });

  it('leads to the failed traces of the route in the window', () => {
    const url = new URL(tracesUrl({ resource: 'ordering', route: 'POST /api/v1/orders', caller: null }, 'errorShare', 1000, 2000), 'http://x');
    expect(url.pathname).toBe('/traces');
    expect(url.searchParams.get('resource')).toBe('ordering');
    expect(url.searchParams.get('q')).toBe('route:"POST /api/v1/orders" status:error');
    expect(url.searchParams.get('from')).toBe('1000');
  });

  it('has nothing left of a budget that is overspent', () => {
    expect(budgetLeft(1.5)).toBe(0);
    expect(budgetLeft(0.25)).toBe(0.75);
    expect(budgetLeft(null)).toBeNull();
  });
});
