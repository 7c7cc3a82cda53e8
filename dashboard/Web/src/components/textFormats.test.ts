import { expect, test } from 'vitest';
import { formatJson, formatXml, guessFormat, tokenize } from './textFormats';

test('JSON is indented and keeps every digit', () => {
  expect(formatJson('{"id":12345678901234567890,"a":[],"b":[1,"x,y"]}')).toBe('{\n  "id": 12345678901234567890,\n  "a": [],\n  "b": [\n    1,\n    "x,y"\n  ]\n}');
});

test('what is no JSON stays as it is', () => expect(formatJson('{oops')).toBe('{oops'));

test('XML is indented by element', () => expect(formatXml('<a><b>text</b><c/></a>')).toBe('<a>\n  <b>text</b>\n  <c/>\n</a>'));

test.each([
  ['{"a":1}', 'json'],
  ['<root>x</root>', 'xml'],
  ['hello <b>', 'plain'],
  ['[not json', 'plain'],
])('%s looks like %s', (text, format) => expect(guessFormat(text)).toBe(format));

test('colouring loses no character', () => {
  const text = '{ "a": [1.5e3, true, "x\\"y"] }';
  expect(tokenize(text, 'json').map((token) => token.text).join('')).toBe(text);
  expect(tokenize(text, 'json').map((token) => token.kind)).toContain('key');
});
