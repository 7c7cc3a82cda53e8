import { defineMessages, type Language } from '@/i18n';
import type { Signal } from './api';
import type { Operator } from './filters';

const names: Record<Language, Record<Operator, string>> = {
  en: { eq: '= equals', ne: '!= not equal', has: '~ contains', hasnot: '!~ does not contain', gt: '> greater', ge: '>= at least', lt: '< less', le: '<= at most', any: 'is there' },
  ko: { eq: '= 같음', ne: '!= 같지 않음', has: '~ 포함', hasnot: '!~ 포함하지 않음', gt: '> 초과', ge: '>= 이상', lt: '< 미만', le: '<= 이하', any: '값이 있음' },
};

export const filterMessages = defineMessages({
  en: {
    placeholder: (signal: Signal): string => (signal === 'logs' ? 'Search: timeout resource:ordering level>=warn -health' : 'Search: resource:payments status:error duration>1s'),
    help: 'How to search',
    add: 'Add a filter',
    addShort: 'Add',
    filters: 'Filters',
    key: 'Attribute',
    operator: 'Operator',
    value: 'Value',
    any: 'is there',
    enable: 'Switch this filter on',
    disable: 'Switch this filter off',
    remove: (key: string) => `Remove the filter on ${key}`,
    enableAll: 'Enable all',
    disableAll: 'Disable all',
    removeAll: 'Remove all',
    operatorName: (op: Operator) => names.en[op],
    helpIntro: 'Words are looked for everywhere; all terms must hold. Click an example to try it.',
    tryIt: 'Search for this',
  },
  ko: {
    placeholder: (signal: Signal): string => (signal === 'logs' ? '검색: timeout resource:ordering level>=warn -health' : '검색: resource:payments status:error duration>1s'),
    help: '검색 방법',
    add: '필터 추가',
    addShort: '추가',
    filters: '필터',
    key: '속성',
    operator: '연산자',
    value: '값',
    any: '값이 있음',
    enable: '이 필터 켜기',
    disable: '이 필터 끄기',
    remove: (key: string) => `${key} 필터 삭제`,
    enableAll: '모두 켜기',
    disableAll: '모두 끄기',
    removeAll: '모두 삭제',
    operatorName: (op: Operator) => names.ko[op],
    helpIntro: '단어는 모든 곳에서 찾으며, 모든 조건이 맞아야 합니다. 예시를 누르면 바로 검색합니다.',
    tryIt: '이대로 검색',
  },
});

/** What can be typed, and what it finds. */
export const examples: Record<Language, Record<Signal, readonly (readonly [string, string])[]>> = {
  en: {
    logs: [
      ['timeout "out of stock"', 'both, in any part of the record'],
      ['-health', 'not with this word'],
      ['level>=warn', 'warnings and worse'],
      ['resource:ordering', 'from resources whose name has it'],
      ['category~Npgsql', 'from loggers whose name has it'],
      ['http.response.status_code>=500', 'attributes compare as numbers'],
      ['error.type!=TimeoutException', 'any other value'],
      ['order.id:*', 'the attribute is there'],
    ],
    traces: [
      ['status:error', 'traces in which a span failed'],
      ['resource:payments duration>500ms', 'a span of payments took longer'],
      ['name~"GET /orders"', 'spans whose name has it'],
      ['http.response.status_code>=500', 'attributes compare as numbers'],
      ['peer:postgres', 'calls to an address that has it'],
      ['type:db -system:redis', 'database calls, but not of Redis'],
      ['db.query.text~"for update"', 'any attribute, here a statement'],
    ],
  },
  ko: {
    logs: [
      ['timeout "out of stock"', '레코드 어디든 둘 다 있는 것'],
      ['-health', '이 단어가 없는 것'],
      ['level>=warn', '경고 이상'],
      ['resource:ordering', '이름에 이 말이 든 리소스'],
      ['category~Npgsql', '이름에 이 말이 든 로거'],
      ['http.response.status_code>=500', '속성은 숫자로 비교'],
      ['error.type!=TimeoutException', '다른 값 모두'],
      ['order.id:*', '속성이 있는 것'],
    ],
    traces: [
      ['status:error', '실패한 스팬이 있는 트레이스'],
      ['resource:payments duration>500ms', 'payments의 스팬이 더 오래 걸림'],
      ['name~"GET /orders"', '이름에 이 말이 든 스팬'],
      ['http.response.status_code>=500', '속성은 숫자로 비교'],
      ['peer:postgres', '주소에 이 말이 든 호출'],
      ['type:db -system:redis', 'Redis를 뺀 데이터베이스 호출'],
      ['db.query.text~"for update"', '아무 속성, 여기서는 SQL 문'],
    ],
  },
};
