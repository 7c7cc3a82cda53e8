import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Objectives and alarms',
  },
  ko: {
    title: '목표와 알람',
  },
});
