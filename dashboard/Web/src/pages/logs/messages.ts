import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Structured logs',
  },
  ko: {
    title: '구조화된 로그',
  },
});
