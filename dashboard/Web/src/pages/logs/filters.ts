/** The operators of an advanced filter, as the URL writes them. */
export const operators = ['eq', 'ne', 'has', 'hasnot', 'gt', 'ge', 'lt', 'le', 'any'] as const;
export type Operator = (typeof operators)[number];

export interface Filter {
  key: string;
  op: Operator;
  value: string;
  /** Kept, but of no effect. */
  off: boolean;
}

const signs: Record<Operator, string> = { eq: '=', ne: '!=', has: '~', hasnot: '!~', gt: '>', ge: '>=', lt: '<', le: '<=', any: ':*' };

export function signOf(op: Operator): string {
  return signs[op];
}

const escape = (part: string) => part.replace(/[\\;,!]/g, (sign) => `\\${sign}`);

/** Filters as one parameter of the URL: `http.route,has,orders;!level,eq,error` (a bang switches one off). */
export function encodeFilters(filters: readonly Filter[]): string {
  return filters.map((filter) => (filter.off ? '!' : '') + [escape(filter.key), filter.op, escape(filter.value)].join(',')).join(';');
}

/** Parts that are no filters are left out. */
export function decodeFilters(text: string): Filter[] {
  const filters: Filter[] = [];
  for (const each of split(text, ';')) {
    const off = each.startsWith('!');
    const [key = '', op = '', value = ''] = split(off ? each.slice(1) : each, ',').map(unescape);
    if (key !== '' && isOperator(op)) filters.push({ key, op, value, off });
  }
  return filters;
}

function isOperator(text: string): text is Operator {
  return (operators as readonly string[]).includes(text);
}

function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') part += text[index]! + (text[++index] ?? '');
    else if (text[index] === separator) {
      parts.push(part);
      part = '';
    } else part += text[index]!;
  }
  return text === '' ? [] : [...parts, part];
}

function unescape(part: string): string {
  return part.replace(/\\(.)/g, '$1');
}

const quote = (text: string) => `"${text.replace(/[\\"]/g, (sign) => `\\${sign}`)}"`;

/** A filter as a term of the search grammar. */
export function termOf({ key, op, value }: Pick<Filter, 'key' | 'op' | 'value'>): string {
  const name = /^[\p{L}_@$][^\s:=~<>!"]*$/u.test(key) ? key : quote(key);
  return op === 'any' ? `${name}:*` : `${name}${signs[op]}${/^[^\s"\\]+$/.test(value) ? value : quote(value)}`;
}

/** What was typed and all filters that are on, in one search. */
export function queryOf(text: string, filters: readonly Filter[]): string {
  return [text.trim(), ...filters.filter((filter) => !filter.off).map(termOf)].filter((part) => part !== '').join(' ');
}

/** A value of a record as a filter for the same value, or for all others. */
export function filterFor(key: string, value: string, same: boolean): Filter {
  return value === '' ? { key, op: 'any', value: '', off: false } : { key, op: same ? 'eq' : 'ne', value, off: false };
}
