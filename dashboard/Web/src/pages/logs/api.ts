import { get } from '@/api';
import type { Suggestion } from '@/components';

export type Level = '' | 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export const levels: readonly Exclude<Level, ''>[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

export interface LogItem {
  id: number;
  time: number;
  level: Level;
  resource: string;
  instance: string;
  message: string;
  scope: string;
  traceId: string | null;
  spanId: string | null;
  hasException: boolean;
}

export interface LogPage {
  items: LogItem[];
  next: number | null;
  newest: number;
  dropped: number;
  oldest: number | null;
  gap: boolean;
}

export interface Attribute {
  key: string;
  value: string;
  kind: 'text' | 'integer' | 'double' | 'boolean' | 'array' | 'map' | 'bytes' | 'none';
}

export interface ScopeView {
  name: string;
  version: string;
  attributes: Attribute[];
}

export interface LogDetails {
  id: number;
  time: number;
  observed: number | null;
  level: Level;
  severityText: string;
  severity: number;
  message: string;
  template: string | null;
  eventName: string;
  resource: string;
  instance: string;
  traceId: string | null;
  spanId: string | null;
  span: string | null;
  scope: ScopeView;
  exception: { type: string; message: string; stackTrace: string } | null;
  attributes: Attribute[];
  resourceAttributes: Attribute[];
  droppedAttributes: number;
  flags: number;
}

export interface LevelCounts {
  from: number;
  step: number;
  series: { level: Level; counts: number[] }[];
  total: number;
}

export interface NewLogs {
  newest: number;
  count: number;
  errors: Record<string, number>;
}

/** Attributes as an object of JSON, each value as what it is. */
export function jsonOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map((attribute) => [attribute.key, valueOf(attribute)]));
}

function valueOf({ value, kind }: Attribute): unknown {
  switch (kind) {
    case 'integer':
      // Beyond 2^53 a number of JavaScript is another number.
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case 'double':
      return Number(value);
    case 'boolean':
      return value === 'true';
    case 'none':
      return null;
    case 'array':
    case 'map':
      try {
        return JSON.parse(value) as unknown;
      } catch {
        return value;
      }
    default:
      return value;
  }
}

export type Signal = 'logs' | 'traces';

interface Names {
  items: { text: string; count: number }[];
}

/** Keys that records carry, or with a key its values, the most frequent first; nothing where the server knows none. */
export async function attributeNames(signal: Signal, key?: string, prefix = ''): Promise<string[]> {
  try {
    const { items } = await get<Names>('/api/attributes', { signal, key, prefix, limit: 50 });
    return items.map((item) => item.text).filter((text) => text !== '');
  } catch {
    return [];
  }
}

const builtIn: Record<Signal, readonly string[]> = {
  logs: ['resource', 'level', 'message', 'category', 'trace', 'span', 'event'],
  traces: ['resource', 'name', 'status', 'kind', 'duration', 'type', 'route', 'peer', 'system', 'error', 'trace', 'span'],
};

const known: Record<string, readonly string[]> = {
  level: levels,
  status: ['error', 'ok', 'unset'],
  kind: ['server', 'client', 'producer', 'consumer', 'internal'],
  type: ['http', 'db', 'messaging', 'rpc', 'cloud', 'other'],
};

/** What may follow in a search: keys, and after a key's operator its values. */
export function suggester(signal: Signal): (word: string) => Promise<Suggestion[]> {
  return async (typed) => {
    const dash = typed.startsWith('-') ? '-' : '';
    const word = typed.slice(dash.length);
    const match = /^([^\s:=~<>!"]+)(!?[:=~]|[<>]=?)(.*)$/.exec(word);
    if (match) {
      const [, key, sign, start] = match as unknown as [string, string, string, string];
      const plain = start.replaceAll('"', '').toLowerCase();
      const values = known[key] ?? (await attributeNames(signal, key, plain));
      return values
        .filter((value) => value.toLowerCase().includes(plain) && value.toLowerCase() !== plain)
        .slice(0, 12)
        .map((value) => ({ value: `${dash}${key}${sign}${/[\s"\\]/.test(value) ? `"${value.replace(/[\\"]/g, (each) => `\\${each}`)}"` : value}` }));
    }
    if (word === '') return [];
    const small = word.toLowerCase();
    const names = [...builtIn[signal], ...(await attributeNames(signal, undefined, word))];
    return [...new Set(names)]
      .filter((name) => name.toLowerCase().includes(small))
      .slice(0, 12)
      .map((name) => ({ value: `${dash}${name}:` }));
  };
}
