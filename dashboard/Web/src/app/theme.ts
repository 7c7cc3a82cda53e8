import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { useSettings } from './settings';

const brand: BrandVariants = {
  10: '#050316',
  20: '#120e33',
  30: '#1d1757',
  40: '#271f76',
  50: '#312a91',
  60: '#3b34a8',
  70: '#453fc4',
  80: '#4f46e5',
  90: '#615bea',
  100: '#736fef',
  110: '#8583f3',
  120: '#9797f6',
  130: '#aaabf9',
  140: '#bcbffb',
  150: '#cfd3fd',
  160: '#e2e6fe',
};

const font = { fontFamilyBase: 'var(--sans)', fontFamilyMonospace: 'var(--mono)' };
const light: Theme = { ...createLightTheme(brand), ...font };
const dark: Theme = { ...createDarkTheme(brand), ...font, colorBrandForeground1: brand[120], colorBrandForeground2: brand[130], colorNeutralBackground1: '#1a1d27' };

const system = typeof window === 'undefined' ? null : window.matchMedia('(prefers-color-scheme: dark)');

/** Dark or not, by the setting or the system. */
export function useDark(): boolean {
  const { theme } = useSettings();
  const systemDark = useSyncExternalStore(
    (listener) => {
      system?.addEventListener('change', listener);
      return () => system?.removeEventListener('change', listener);
    },
    () => system?.matches ?? false,
    () => false,
  );
  return theme === 'dark' || (theme === 'system' && systemDark);
}

export function fluentTheme(isDark: boolean): Theme {
  return isDark ? dark : light;
}
