/** A stretch of a line in one style. */
export interface AnsiSpan {
  text: string;
  /** 0-15 a colour of the palette, or a colour of 256 or 24 bits as "r,g,b". */
  color?: number | string;
  background?: number | string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
}

type Style = Omit<AnsiSpan, 'text'>;

const cube = [0, 95, 135, 175, 215, 255];

function color256(index: number): number | string {
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `${grey},${grey},${grey}`;
  }
  const at = index - 16;
  return `${cube[Math.floor(at / 36)]},${cube[Math.floor(at / 6) % 6]},${cube[at % 6]}`;
}

function apply(style: Style, codes: number[]): Style {
  let next: Style = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    if (code === 0) next = {};
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 2) next = { ...next, dim: true };
    else if (code === 3) next = { ...next, italic: true };
    else if (code === 4) next = { ...next, underline: true };
    else if (code === 9) next = { ...next, strike: true };
    else if (code === 7) next = { ...next, color: next.background ?? 0, background: next.color ?? 7 };
    else if (code === 22) next = { ...next, bold: undefined, dim: undefined };
    else if (code === 23) next = { ...next, italic: undefined };
    else if (code === 24) next = { ...next, underline: undefined };
    else if (code === 29) next = { ...next, strike: undefined };
    else if (code >= 30 && code <= 37) next = { ...next, color: code - 30 };
    else if (code >= 40 && code <= 47) next = { ...next, background: code - 40 };
    else if (code >= 90 && code <= 97) next = { ...next, color: code - 82 };
    else if (code >= 100 && code <= 107) next = { ...next, background: code - 92 };
    else if (code === 39) next = { ...next, color: undefined };
    else if (code === 49) next = { ...next, background: undefined };
    else if (code === 38 || code === 48) {
      let value: number | string | undefined;
      if (codes[at + 1] === 5 && inByte(codes[at + 2])) {
        value = color256(codes[at + 2]!);
        at += 2;
      } else if (codes[at + 1] === 2 && [2, 3, 4].every((offset) => inByte(codes[at + offset]))) {
        value = `${codes[at + 2]},${codes[at + 3]},${codes[at + 4]}`;
        at += 4;
      } else break;
      next = code === 38 ? { ...next, color: value } : { ...next, background: value };
    }
  }
  return next;
}

function inByte(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value <= 255;
}

// CSI …, OSC … (ended by BEL or ST, or by the line), other escapes of two characters, and control characters.
// eslint-disable-next-line no-control-regex
const escapes = /\u001b\[([0-9;:?<=>]*)[ -/]*([@-~])|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|\u001b[ -/]*[0-~]|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Splits a line by its colours (SGR); every other control sequence, title or link is dropped. */
export function parseAnsi(line: string): AnsiSpan[] {
  if (!line.includes('\u001b')) return [{ text: line.replace(escapes, '') }];
  const spans: AnsiSpan[] = [];
  let style: Style = {};
  let text = '';
  let last = 0;
  const flush = () => {
    if (text !== '') spans.push({ text, ...style });
    text = '';
  };
  for (const match of line.matchAll(escapes)) {
    text += line.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[2] === 'm' && /^[0-9;:]*$/.test(match[1] ?? '')) {
      flush();
      style = apply(style, (match[1] ?? '').split(/[;:]/).map((part) => (part === '' ? 0 : Number(part))));
    }
  }
  text += line.slice(last);
  flush();
  return spans.length === 0 ? [{ text: '' }] : spans;
}

/** The line's text alone: what filters and downloads see. */
export function stripAnsi(line: string): string {
  return line.replace(escapes, '');
}

export interface TextPart {
  text: string;
  href?: string;
}

const urls = /\bhttps?:\/\/[^\s<>"'`\u001b]+/g;

/** Splits text by the addresses in it; only http and https become links. */
export function splitLinks(text: string): TextPart[] {
  if (!text.includes('://')) return [{ text }];
  const parts: TextPart[] = [];
  let last = 0;
  for (const match of text.matchAll(urls)) {
    const href = match[0].replace(/[.,;:!?)\]}]+$/, '');
    if (!URL.canParse(href)) continue;
    if (match.index > last) parts.push({ text: text.slice(last, match.index) });
    parts.push({ text: href, href });
    last = match.index + href.length;
  }
  if (last < text.length) parts.push({ text: text.slice(last) });
  return parts;
}
