export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'emphasis' | 'strike'; parts: Inline[] }
  | { kind: 'link'; href: string; parts: Inline[] };

export type Block =
  | { kind: 'heading'; level: number; parts: Inline[] }
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

const deepest = 8;

/** The parts of CommonMark and its tables that people write in messages and results. HTML stays the text that it is. */
export function parseMarkdown(text: string, depth = 0): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.trim() === '') {
      at++;
      continue;
    }
    const fence = /^\s{0,3}(```+|~~~+)\s*(\S*)/.exec(line);
    if (fence) {
      const mark = fence[1]!;
      const body: string[] = [];
      for (at++; at < lines.length && !lines[at]!.trim().startsWith(mark); at++) body.push(lines[at]!);
      at++;
      blocks.push({ kind: 'code', language: fence[2]!, text: body.join('\n') });
      continue;
    }
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, parts: parseInline(heading[2]!) });
      at++;
      continue;
    }
    if (/^\s{0,3}([-*_])\s*(\1\s*){2,}$/.test(line)) {
      blocks.push({ kind: 'rule' });
      at++;
      continue;
    }
    if (/^\s{0,3}>/.test(line) && depth < deepest) {
      const body: string[] = [];
      for (; at < lines.length && /^\s{0,3}>/.test(lines[at]!); at++) body.push(lines[at]!.replace(/^\s{0,3}> ?/, ''));
      blocks.push({ kind: 'quote', blocks: parseMarkdown(body.join('\n'), depth + 1) });
      continue;
    }
    const item = listItem(line);
    if (item && depth < deepest) {
      const items: Block[][] = [];
      const { ordered, start } = item;
      while (at < lines.length) {
        const next = listItem(lines[at]!);
        if (!next || next.ordered !== ordered || next.indent > item.indent + 1) break;
        const body = [next.text];
        for (at++; at < lines.length; at++) {
          const inner = lines[at]!;
          if (inner.trim() === '') {
            if (at + 1 < lines.length && /^\s{2,}\S/.test(lines[at + 1]!)) {
              body.push('');
              continue;
            }
            break;
          }
          const nested = listItem(inner);
          if (nested && nested.indent <= item.indent + 1) break;
          if (!nested && !/^\s{2,}/.test(inner) && startsBlock(inner)) break;
          body.push(inner.replace(new RegExp(`^\\s{0,${next.width}}`), ''));
        }
        items.push(parseMarkdown(body.join('\n'), depth + 1));
        while (at < lines.length && lines[at]!.trim() === '' && at + 1 < lines.length && listItem(lines[at + 1]!)?.ordered === ordered) at++;
      }
      blocks.push({ kind: 'list', ordered, start, items });
      continue;
    }
    if (line.includes('|') && at + 1 < lines.length && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1]!) && lines[at + 1]!.includes('-')) {
      const head = cells(line);
      const rows: Inline[][][] = [];
      for (at += 2; at < lines.length && lines[at]!.includes('|'); at++) rows.push(cells(lines[at]!));
      blocks.push({ kind: 'table', head, rows });
      continue;
    }
    const body = [line];
    for (at++; at < lines.length && lines[at]!.trim() !== '' && !startsBlock(lines[at]!); at++) body.push(lines[at]!);
    blocks.push({ kind: 'paragraph', parts: parseInline(body.join('\n')) });
  }
  return blocks;
}

function startsBlock(line: string): boolean {
  return /^\s{0,3}(#{1,6}\s|>|```|~~~)/.test(line) || listItem(line) !== null;
}

function listItem(line: string): { ordered: boolean; start: number; indent: number; width: number; text: string } | null {
  const match = /^(\s*)([-*+]|(\d{1,9})[.)])\s+(.*)$/.exec(line);
  if (!match) return null;
  const indent = match[1]!.length;
  return { ordered: match[3] !== undefined, start: Number(match[3] ?? 1), indent, width: indent + match[2]!.length + 1, text: match[4]! };
}

function cells(line: string): Inline[][] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => parseInline(cell.replace(/\\\|/g, '|').trim()));
}

/** A link's address where it is safe to follow, else null: scripts and data are not. */
export function safeHref(href: string): string | null {
  const address = href.trim();
  return /^(https?:\/\/|mailto:)/i.test(address) && URL.canParse(address) ? address : null;
}

const tokens = /\\([\\`*_{}[\]()#+\-.!~|<>])|(`+)([\s\S]*?[^`])\2(?!`)|!?\[([^\]]*)\]\(\s*<?([^\s)>]*)>?(?:\s+"[^"]*")?\s*\)|(\*\*|__)(?=\S)([\s\S]*?\S)\6|(~~)(?=\S)([\s\S]*?\S)~~|(?<![\w*])([*_])(?=[^\s*_])([\s\S]*?[^\s*_])\10(?![\w*])|<(https?:\/\/[^\s<>]+)>|\bhttps?:\/\/[^\s<>()[\]"'`]*[^\s<>()[\]"'`.,;:!?]|( {2,}|\\)?\n/g;

export function parseInline(text: string, depth = 0): Inline[] {
  if (depth > deepest) return [{ kind: 'text', text }];
  const parts: Inline[] = [];
  let last = 0;
  const plain = (value: string) => {
    if (value === '') return;
    const before = parts.at(-1);
    if (before?.kind === 'text') before.text += value;
    else parts.push({ kind: 'text', text: value });
  };
  for (const match of text.matchAll(tokens)) {
    plain(text.slice(last, match.index));
    last = match.index + match[0].length;
    if (match[1] !== undefined) plain(match[1]);
    else if (match[3] !== undefined) parts.push({ kind: 'code', text: match[3] });
    else if (match[5] !== undefined) {
      const href = safeHref(match[5]);
      const inner = parseInline(match[4] ?? '', depth + 1);
      if (href) parts.push({ kind: 'link', href, parts: inner.length > 0 ? inner : [{ kind: 'text', text: href }] });
      else if (inner.length > 0) for (const each of inner) parts.push(each);
    } else if (match[7] !== undefined) parts.push({ kind: 'strong', parts: parseInline(match[7], depth + 1) });
    else if (match[9] !== undefined) parts.push({ kind: 'strike', parts: parseInline(match[9], depth + 1) });
    else if (match[11] !== undefined) parts.push({ kind: 'emphasis', parts: parseInline(match[11], depth + 1) });
    else if (match[0].endsWith('\n')) {
      if (match[0].length > 1) parts.push({ kind: 'break' });
      else plain('\n');
    } else {
      const href = safeHref(match[12] ?? match[0]);
      if (href) parts.push({ kind: 'link', href, parts: [{ kind: 'text', text: match[12] ?? match[0] }] });
      else plain(match[0]);
    }
  }
  plain(text.slice(last));
  return parts;
}
