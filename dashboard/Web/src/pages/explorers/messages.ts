import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Explorers',
  },
  ko: {
    title: '탐색기',
  },
});
