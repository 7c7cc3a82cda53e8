import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Traces',
  },
  ko: {
    title: '트레이스',
  },
});
