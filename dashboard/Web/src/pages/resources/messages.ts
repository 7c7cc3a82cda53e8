import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Resources',
  },
  ko: {
    title: '리소스',
  },
});
