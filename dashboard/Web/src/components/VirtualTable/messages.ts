import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    columns: 'Columns',
    resize: (column: string) => `Width of ${column}`,
    reset: 'Reset columns',
    sortBy: (column: string) => `Sort by ${column}`,
    expand: 'Expand',
    collapse: 'Collapse',
  },
  ko: {
    columns: '열',
    resize: (column: string) => `${column} 너비`,
    reset: '열 초기화',
    sortBy: (column: string) => `${column} 기준 정렬`,
    expand: '펼치기',
    collapse: '접기',
  },
});
