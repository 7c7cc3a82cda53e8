import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Console logs',
  },
  ko: {
    title: '콘솔 로그',
  },
});
