import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from './Markdown';
import { safeHref } from './markdownParser';

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />);

test('what people write in messages', () => {
  const out = html('# Title\n\nSome **bold**, *soft*, `code` and [a link](https://aspire.dev).\n\n- one\n- two\n  - inner\n\n1. first\n2. second\n\n> quoted\n\n```json\n{ "a": 1 }\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |');
  for (const part of ['<h3>Title</h3>', '<strong>bold</strong>', '<em>soft</em>', '<code>code</code>', '<a href="https://aspire.dev" target="_blank" rel="noopener noreferrer">a link</a>', '<blockquote>', '<ol start="1">', '<td>2</td>', '{ &quot;a&quot;: 1 }']) expect(out).toContain(part);
  expect(out.match(/<li>/g)).toHaveLength(5);
});

test('HTML stays text', () => {
  const out = html('<img src=x onerror=alert(1)> <script>alert(1)</script> **<b>x</b>**');
  expect(out).not.toMatch(/<(img|script|b)[ >]/);
  expect(out).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', 'file:///etc/passwd', 'java\tscript:alert(1)'])('no link to %s', (href) => {
  expect(safeHref(href)).toBeNull();
  expect(html(`[click](${href}) and <${href}>`)).not.toContain('<a');
});

test('images are not fetched', () => {
  expect(html('![alt](https://tracker.example/x.png)')).not.toContain('<img');
});

test('underscores in names are no emphasis, and nothing is lost', () => {
  expect(html('a snake_case_name and 2*3*4')).toBe(html('a snake_case_name and 2*3*4').replace(/<em>/g, ''));
  expect(html('unclosed **bold and `code')).toContain('unclosed **bold and `code');
});

test('deep nesting ends', () => {
  expect(html('>'.repeat(5000) + ' deep')).toContain('deep');
  expect(html('- '.repeat(3000) + 'deep')).toContain('deep');
});
