import { describe, expect, it } from 'vitest';
import { decodeFilters, encodeFilters, filterFor, queryOf, termOf, type Filter } from './filters';

const filter = (key: string, op: Filter['op'], value: string, off = false): Filter => ({ key, op, value, off });

describe('filters in the URL', () => {
  it('come back as they were, whatever they contain', () => {
    const filters = [filter('http.route', 'has', '/orders/{id}'), filter('level', 'eq', 'error', true), filter('odd;key', 'ne', 'a,b;c\\d!'), filter('order.id', 'any', '')];
    expect(decodeFilters(encodeFilters(filters))).toEqual(filters);
  });

  it('leave out what is none', () => {
    expect(decodeFilters('nonsense;,eq,x;key,like,x')).toEqual([]);
    expect(decodeFilters('')).toEqual([]);
  });
});

describe('the search that filters make', () => {
  it('quotes what would fall apart', () => {
    expect(termOf(filter('error.type', 'eq', 'System.Oops'))).toBe('error.type=System.Oops');
    expect(termOf(filter('message', 'has', 'out of "stock"'))).toBe('message~"out of \\"stock\\""');
    expect(termOf(filter('{OriginalFormat}', 'ne', 'x'))).toBe('"{OriginalFormat}"!=x');
    expect(termOf(filter('order.id', 'any', ''))).toBe('order.id:*');
    expect(termOf(filter('note', 'eq', ''))).toBe('note=""');
  });

  it('joins what was typed with the filters that are on', () => {
    expect(queryOf('  timeout ', [filter('a', 'gt', '5'), filter('b', 'eq', '1', true)])).toBe('timeout a>5');
    expect(queryOf('', [])).toBe('');
  });

  it('takes a value of a record, or all but it', () => {
    expect(filterFor('a', '1', true).op).toBe('eq');
    expect(filterFor('a', '1', false).op).toBe('ne');
    expect(filterFor('a', '', true).op).toBe('any');
  });
});
