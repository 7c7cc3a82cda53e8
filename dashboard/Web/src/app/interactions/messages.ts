import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: { ok: 'OK', cancel: 'Cancel', dismiss: 'Dismiss', working: 'Working…' },
  ko: { ok: '확인', cancel: '취소', dismiss: '닫기', working: '진행 중…' },
});
