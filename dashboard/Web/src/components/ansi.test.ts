import { expect, test } from 'vitest';
import { parseAnsi, splitLinks, stripAnsi } from './ansi';

test('colours become spans, and end where they are reset', () => {
  expect(parseAnsi('\u001b[31merror\u001b[0m: it \u001b[1;32mworks\u001b[m')).toEqual([{ text: 'error', color: 1 }, { text: ': it ' }, { text: 'works', color: 2, bold: true }]);
});

test('256 and 24-bit colours, foreground and background', () => {
  expect(parseAnsi('\u001b[38;5;208ma\u001b[48;2;1;2;3mb\u001b[39;49mc')).toEqual([{ text: 'a', color: '255,135,0' }, { text: 'b', color: '255,135,0', background: '1,2,3' }, { text: 'c', color: undefined, background: undefined }]);
});

test('colours out of range are no style: nothing but numbers of a byte reaches CSS', () => {
  expect(parseAnsi('\u001b[38;2;1;2;900mx')).toEqual([{ text: 'x' }]);
  expect(parseAnsi('\u001b[38;5;999mx')).toEqual([{ text: 'x' }]);
});

test('titles, links, cursor moves and control characters are dropped', () => {
  expect(stripAnsi('\u001b]0;title\u0007a\u001b]8;;https://evil.example\u001b\\b\u001b]8;;\u001b\\\u001b[2Kc\u0007\u001b[1Ad')).toBe('abcd');
  expect(parseAnsi('\u001b]8;;javascript:alert(1)\u001b\\click\u001b]8;;\u001b\\')).toEqual([{ text: 'click' }]);
});

test('an unfinished sequence swallows no line', () => {
  expect(stripAnsi('before\u001b[')).toBe('before');
  expect(stripAnsi('a\u001b]0;never ended')).toBe('a');
});

test('only http and https become links, without the full stop after them', () => {
  expect(splitLinks('see https://example.com/a?b=c. Or javascript:alert(1) or file:///etc/passwd')).toEqual([
    { text: 'see ' },
    { text: 'https://example.com/a?b=c', href: 'https://example.com/a?b=c' },
    { text: '. Or javascript:alert(1) or file:///etc/passwd' },
  ]);
});
