export type TextFormat = 'plain' | 'json' | 'xml' | 'markdown';

export function guessFormat(text: string): TextFormat {
  const start = text.trimStart();
  if (/^[[{]/.test(start) && parsed(start) !== undefined) return 'json';
  if (/^<(\?xml|[A-Za-z])/.test(start) && /<\/[\w:.-]+>\s*$|\/>\s*$/.test(start)) return 'xml';
  return 'plain';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Indented, or as it was where it is no JSON. Numbers keep their digits only as far as JavaScript reads them, so those stay untouched. */
export function formatJson(text: string): string {
  if (parsed(text) === undefined) return text;
  let out = '';
  let depth = 0;
  let quoted = false;
  const line = () => `\n${'  '.repeat(depth)}`;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quoted) {
      out += char;
      if (char === '\\') out += text[++at] ?? '';
      else if (char === '"') quoted = false;
      continue;
    }
    if (/\s/.test(char)) continue;
    if (char === '"') {
      quoted = true;
      out += char;
    } else if (char === '{' || char === '[') {
      const close = /^\s*[}\]]/.exec(text.slice(at + 1, at + 200));
      if (close) {
        out += char + close[0].trim();
        at += close[0].length;
      } else {
        depth++;
        out += char + line();
      }
    } else if (char === '}' || char === ']') {
      depth--;
      out += line() + char;
    } else if (char === ',') out += char + line();
    else if (char === ':') out += ': ';
    else out += char;
  }
  return out;
}

/** One element a line, indented by depth; text stays with its element. */
export function formatXml(text: string): string {
  const parts = text.replace(/>\s+</g, '><').match(/<[^>]+>|[^<]+/g);
  if (!parts) return text;
  let depth = 0;
  let out = '';
  let open = false;
  for (const part of parts) {
    const closing = part.startsWith('</');
    const element = part.startsWith('<');
    if (closing) depth = Math.max(0, depth - 1);
    if (element && !(closing && open)) out += `${out === '' ? '' : '\n'}${'  '.repeat(depth)}${part}`;
    else out += element ? part : part.trim();
    open = element && !closing && !part.endsWith('/>') && !/^<[?!]/.test(part);
    if (open) depth++;
    if (!element) open = true;
  }
  return out;
}

export interface Token {
  kind: 'text' | 'key' | 'string' | 'number' | 'word' | 'tag';
  text: string;
}

const json = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;
const xml = /<\/?[\w:.-]+|\/?>|"[^"]*"/g;

/** Pieces to colour. */
export function tokenize(text: string, format: TextFormat): Token[] {
  if (format !== 'json' && format !== 'xml') return [{ kind: 'text', text }];
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(format === 'json' ? json : xml)) {
    if (match.index > last) tokens.push({ kind: 'text', text: text.slice(last, match.index) });
    last = match.index + match[0].length;
    if (format === 'xml') tokens.push({ kind: match[0].startsWith('"') ? 'string' : 'tag', text: match[0] });
    else if (match[1] !== undefined && match[2] !== undefined) tokens.push({ kind: 'key', text: match[1] }, { kind: 'text', text: match[2] });
    else tokens.push({ kind: match[1] !== undefined ? 'string' : /^[tfn]/.test(match[0]) ? 'word' : 'number', text: match[0] });
  }
  if (last < text.length) tokens.push({ kind: 'text', text: text.slice(last) });
  return tokens;
}
