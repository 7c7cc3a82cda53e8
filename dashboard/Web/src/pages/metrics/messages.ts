import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Metrics',
  },
  ko: {
    title: '메트릭',
  },
});
