import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Runs',
  },
  ko: {
    title: '실행 기록',
  },
});
