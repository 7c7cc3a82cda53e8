import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Inspector',
  },
  ko: {
    title: '인스펙터',
  },
});
