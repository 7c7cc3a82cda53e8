import { useMemo } from 'react';
import { useSettings, type Clock } from '@/app/settings';
import type { Language } from './messages';

/** Formatting in the language and clock that are set. Times are milliseconds since 1970, durations milliseconds. */
export interface Format {
  /** 10:42:03 */
  time(at: number): string;
  /** 10:42 */
  minute(at: number): string;
  /** 10:42:03.123 */
  timeMs(at: number): string;
  /** Nov 20, 10:42:03 */
  dateTime(at: number): string;
  /** Nov 20, 2026, 10:42:03.123 */
  full(at: number): string;
  /** 850 µs, 12.3 ms, 1.25 s, 3 m 12 s */
  duration(milliseconds: number): string;
  /** 1.2 MB (1024s) */
  bytes(count: number): string;
  number(value: number, digits?: number): string;
  /** 12.3K, 4.5M */
  compact(value: number): string;
  /** A share of 1 as a percentage: 0.123 → 12.3 % */
  percent(share: number, digits?: number): string;
  /** 12.3/s */
  rate(perSecond: number): string;
  /** 3 m ago */
  ago(at: number, now?: number): string;
  /** A value with a unit of OpenTelemetry (s, ms, By, {request}, %, 1). */
  quantity(value: number, unit: string): string;
}

const words = {
  en: { ago: (text: string) => `${text} ago`, now: 'now', day: 'd', hour: 'h', minute: 'm', second: 's' },
  ko: { ago: (text: string) => `${text} 전`, now: '방금', day: '일', hour: '시간', minute: '분', second: '초' },
} as const;

export function useFormat(): Format {
  const { language, clock } = useSettings();
  return useMemo(() => createFormat(language, clock), [language, clock]);
}

export function createFormat(language: Language, clock: Clock, timeZone?: string): Format {
  const locale = language === 'ko' ? 'ko-KR' : 'en-US';
  const hours = clock === 'auto' ? {} : { hourCycle: clock === '12' ? ('h12' as const) : ('h23' as const) };
  const hms = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone, ...hours } as const;
  const time = new Intl.DateTimeFormat(locale, hms);
  const minute = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone, ...hours });
  const timeMs = new Intl.DateTimeFormat(locale, { ...hms, fractionalSecondDigits: 3 });
  const dateTime = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...hms });
  const full = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', ...hms, fractionalSecondDigits: 3 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const w = words[language];
  const number = (value: number, digits = 2) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const significant = (value: number) => number(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

  const duration = (milliseconds: number): string => {
    const size = Math.abs(milliseconds);
    if (size === 0) return '0 ms';
    if (size < 0.001) return `${significant(milliseconds * 1e6)} ns`;
    if (size < 1) return `${significant(milliseconds * 1000)} µs`;
    if (size < 1000) return `${significant(milliseconds)} ms`;
    if (size < 60_000) return `${significant(milliseconds / 1000)} s`;
    const seconds = Math.round(size / 1000);
    const parts = [
      [Math.floor(seconds / 86_400), w.day],
      [Math.floor(seconds / 3600) % 24, w.hour],
      [Math.floor(seconds / 60) % 60, w.minute],
      [seconds % 60, w.second],
    ] as const;
    const first = parts.findIndex(([count]) => count > 0);
    const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
    return (milliseconds < 0 ? '-' : '') + shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
  };

  const bytes = (count: number): string => {
    const units = ['B', 'KB', 'MB', 'GB', 'TB'];
    let value = count;
    let unit = 0;
    while (Math.abs(value) >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return `${significant(value)} ${units[unit]}`;
  };

  const percent = (share: number, digits = 1) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);

  return {
    time: (at) => time.format(at),
    minute: (at) => minute.format(at),
    timeMs: (at) => timeMs.format(at),
    dateTime: (at) => dateTime.format(at),
    full: (at) => full.format(at),
    duration,
    bytes,
    number,
    compact: (value) => compact.format(value),
    percent,
    rate: (perSecond) => `${perSecond >= 10_000 ? compact.format(perSecond) : significant(perSecond)}/${w.second}`,
    ago: (at, now = Date.now()) => {
      const seconds = Math.max(0, Math.round((now - at) / 1000));
      if (seconds < 2) return w.now;
      if (seconds < 60) return w.ago(`${seconds} ${w.second}`);
      if (seconds < 3600) return w.ago(`${Math.floor(seconds / 60)} ${w.minute}`);
      if (seconds < 86_400) return w.ago(`${Math.floor(seconds / 3600)} ${w.hour}`);
      return w.ago(`${Math.floor(seconds / 86_400)} ${w.day}`);
    },
    quantity: (value, unit) => {
      switch (unit) {
        case 's':
          return duration(value * 1000);
        case 'ms':
          return duration(value);
        case 'us':
        case 'µs':
          return duration(value / 1000);
        case 'ns':
          return duration(value / 1e6);
        case 'By':
        case 'bytes':
          return bytes(value);
        case 'By/s':
          return `${bytes(value)}/${w.second}`;
        case '%':
          return `${significant(value)} %`;
        case '':
        case '1':
          return significant(value);
        default:
          return `${Math.abs(value) >= 10_000 ? compact.format(value) : significant(value)} ${unit.replace(/[{}]/g, '')}`;
      }
    },
  };
}
