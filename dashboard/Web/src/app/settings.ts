import type { Language } from '@/i18n/messages';
import { createStore, load, save, useStore } from './store';

export type Theme = 'system' | 'light' | 'dark';
export type Clock = 'auto' | '12' | '24';

export interface Settings {
  theme: Theme;
  language: Language;
  clock: Clock;
  shortcuts: boolean;
}

const key = 'dashboard.settings';

const initial: Settings = {
  theme: 'system',
  language: typeof navigator !== 'undefined' && navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en',
  clock: 'auto',
  shortcuts: true,
};

export const settings = createStore<Settings>({ ...initial, ...load<Partial<Settings>>(key, {}) });

export function changeSettings(change: Partial<Settings>): void {
  settings.update((current) => ({ ...current, ...change }));
  save(key, settings.get());
}

export function useSettings(): Settings {
  return useStore(settings);
}
