import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Overview',
  },
  ko: {
    title: '개요',
  },
});
