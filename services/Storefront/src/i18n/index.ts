import { useMemo } from 'react';
import { kept, Store, useStore } from '../state/store';
import { en } from './en';
import { ko, type Messages } from './ko';

export type Language = 'ko' | 'en';

export const language = new Store<Language>(kept.read<Language>('language') ?? (navigator.language.startsWith('ko') || !navigator.language ? 'ko' : 'en'));

export function switchLanguage(): void {
  const next = language.get() === 'ko' ? 'en' : 'ko';
  kept.write('language', next);
  language.set(next);
}

export interface Text {
  t: Messages;
  lang: Language;
  /** A price. */
  won: (amount: number) => string;
  number: (value: number) => string;
  time: (iso: string) => string;
  clock: (iso: string) => string;
  bytes: (size: number) => string;
  /** A name in the shopper's language. */
  named: (thing: { name: string; nameEn: string }) => string;
}

export function formats(lang: Language): Text {
  const locale = lang === 'ko' ? 'ko-KR' : 'en-GB';
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const clocks = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  return {
    t: lang === 'ko' ? ko : en,
    lang,
    won: (amount) => (lang === 'ko' ? `${numbers.format(amount)}원` : `₩${numbers.format(amount)}`),
    number: (value) => numbers.format(value),
    time: (iso) => times.format(new Date(iso)),
    clock: (iso) => clocks.format(new Date(iso)),
    bytes: (size) => {
      const power = size < 1 ? 0 : Math.min(3, Math.floor(Math.log(size) / Math.log(1024)));
      const value = size / 1024 ** power;
      return `${new Intl.NumberFormat(locale, { maximumFractionDigits: power > 0 && value < 10 ? 1 : 0 }).format(value)} ${['B', 'KB', 'MB', 'GB'][power]}`;
    },
    named: (thing) => (lang === 'ko' ? thing.name : thing.nameEn),
  };
}

export function useText(): Text {
  const lang = useStore(language);
  return useMemo(() => formats(lang), [lang]);
}
