import { stripAnsi } from '@/components/ansi';

/** How many cells of a fixed-width font the character takes: Korean, Chinese, Japanese and emoji take two. */
export function cellsOf(code: number): number {
  if (code < 0x1100) return 1;
  return code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || code >= 0x1f300
    ? 2
    : 1;
}

// eslint-disable-next-line no-control-regex
const plain = /^[\u0020-\u007e]*$/;

/** Cells that the line takes, colours not counted. */
export function widthOf(text: string): number {
  const bare = text.includes('\u001b') ? stripAnsi(text) : text;
  if (plain.test(bare)) return bare.length;
  let cells = 0;
  for (const char of bare) cells += char === '\t' ? 8 : cellsOf(char.codePointAt(0)!);
  return cells;
}

/** Cuts a line into rows of so many cells; a colour goes on in the next row. The virtual table needs rows of one height. */
export function wrapLine(text: string, columns: number): string[] {
  // Twice as many characters as cells fit only where none is wide: most lines are done here.
  if (columns < 8 || text.length * 2 <= columns) return [text];
  const rows: string[] = [];
  if (plain.test(text)) {
    for (let at = 0; at < text.length; at += columns) rows.push(text.slice(at, at + columns));
    return rows.length === 0 ? [text] : rows;
  }
  if (widthOf(text) <= columns) return [text];
  let row = '';
  let cells = 0;
  let style = '';
  const end = () => {
    rows.push(row);
    row = style;
    cells = 0;
  };
  // eslint-disable-next-line no-control-regex
  for (const match of text.matchAll(/\u001b\[[0-9;:]*m|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[\s\S]/gu)) {
    const part = match[0];
    if (part.startsWith('\u001b[')) {
      style = /\[0?m$/.test(part) ? '' : style + part;
      row += part;
      continue;
    }
    if (part.startsWith('\u001b')) continue;
    const width = part === '\t' ? 8 : cellsOf(part.codePointAt(0)!);
    if (cells + width > columns) end();
    row += part;
    cells += width;
  }
  rows.push(row);
  return rows;
}
