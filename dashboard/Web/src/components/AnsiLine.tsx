import { memo, type CSSProperties, type ReactNode } from 'react';
import { parseAnsi, splitLinks, type AnsiSpan } from './ansi';
import styles from './AnsiLine.module.css';

function colorValue(color: number | string): string {
  return typeof color === 'number' ? `var(--ansi-${color})` : `rgb(${color})`;
}

/** Programs choose colours for a terminal of theirs: here they must be read on light and dark. */
function textColor({ color, background }: AnsiSpan): string | undefined {
  const neutral = color === undefined || color === 0 || color === 7 || color === 8 || color === 15;
  if (typeof background === 'number' && neutral) return 'var(--ansi-on)';
  if (color === undefined) return undefined;
  return typeof color === 'string' && background === undefined ? `color-mix(in srgb, rgb(${color}) 55%, var(--text))` : colorValue(color);
}

function styleOf(span: AnsiSpan): CSSProperties | undefined {
  if (span.color === undefined && span.background === undefined) return undefined;
  return {
    color: textColor(span),
    background: span.background === undefined ? undefined : colorValue(span.background),
  };
}

function classOf(span: AnsiSpan): string | undefined {
  const names = [span.bold && styles.bold, span.dim && styles.dim, span.italic && styles.italic, span.underline && styles.underline, span.strike && styles.strike].filter(Boolean);
  return names.length === 0 ? undefined : names.join(' ');
}

function linked(text: string, mark: string | undefined): ReactNode {
  return splitLinks(text).map((part, index) =>
    part.href ? (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer" className={styles.link}>
        {part.text}
      </a>
    ) : (
      marked(part.text, mark, index)
    ),
  );
}

function marked(text: string, mark: string | undefined, key: number): ReactNode {
  if (!mark) return text;
  const found = text.toLowerCase().indexOf(mark.toLowerCase());
  if (found < 0) return text;
  return (
    <span key={key}>
      {text.slice(0, found)}
      <mark className={styles.mark}>{text.slice(found, found + mark.length)}</mark>
      {text.slice(found + mark.length)}
    </span>
  );
}

/** A line of console output: ANSI colours as elements, http(s) addresses as links, never HTML. `mark` highlights its first occurrence. */
export const AnsiLine = memo(function AnsiLine({ text, mark }: { text: string; mark?: string }) {
  return (
    <>
      {parseAnsi(text).map((span, index) => {
        const style = styleOf(span);
        const name = classOf(span);
        return style || name ? (
          <span key={index} style={style} className={name}>
            {linked(span.text, mark)}
          </span>
        ) : (
          <span key={index}>{linked(span.text, mark)}</span>
        );
      })}
    </>
  );
});
