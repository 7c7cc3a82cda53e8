import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Settings',
  },
  ko: {
    title: '설정',
  },
});
