import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    running: (command: string, resource: string) => `${command}: ${resource}…`,
    done: (command: string, resource: string) => `${command}: ${resource} – done`,
    failed: (command: string, resource: string) => `${command}: ${resource} – failed`,
    canceled: (command: string, resource: string) => `${command}: ${resource} – cancelled`,
    refused: (command: string, resource: string) => `${command}: ${resource} – not run`,
    run: 'Run',
    cancel: 'Cancel',
  },
  ko: {
    running: (command: string, resource: string) => `${command}: ${resource}…`,
    done: (command: string, resource: string) => `${command}: ${resource} – 완료`,
    failed: (command: string, resource: string) => `${command}: ${resource} – 실패`,
    canceled: (command: string, resource: string) => `${command}: ${resource} – 취소됨`,
    refused: (command: string, resource: string) => `${command}: ${resource} – 실행되지 않음`,
    run: '실행',
    cancel: '취소',
  },
});
