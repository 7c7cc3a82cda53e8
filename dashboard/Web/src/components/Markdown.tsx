import { useMemo, type ReactNode } from 'react';
import { parseMarkdown, type Block, type Inline } from './markdownParser';
import styles from './Markdown.module.css';

function inline(parts: Inline[]): ReactNode {
  return parts.map((part, index) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'break':
        return <br key={index} />;
      case 'code':
        return <code key={index}>{part.text}</code>;
      case 'strong':
        return <strong key={index}>{inline(part.parts)}</strong>;
      case 'emphasis':
        return <em key={index}>{inline(part.parts)}</em>;
      case 'strike':
        return <s key={index}>{inline(part.parts)}</s>;
      case 'link':
        return (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
            {inline(part.parts)}
          </a>
        );
    }
  });
}

function block(item: Block, key: number): ReactNode {
  switch (item.kind) {
    case 'heading': {
      const Heading = `h${Math.min(6, item.level + 2)}` as 'h3';
      return <Heading key={key}>{inline(item.parts)}</Heading>;
    }
    case 'paragraph':
      return <p key={key}>{inline(item.parts)}</p>;
    case 'code':
      return (
        <pre key={key} tabIndex={0}>
          <code>{item.text}</code>
        </pre>
      );
    case 'quote':
      return <blockquote key={key}>{item.blocks.map(block)}</blockquote>;
    case 'rule':
      return <hr key={key} />;
    case 'list': {
      const items = item.items.map((each, index) => <li key={index}>{each.map((inner, at) => (inner.kind === 'paragraph' && each.length === 1 ? <span key={at}>{inline(inner.parts)}</span> : block(inner, at)))}</li>);
      return item.ordered ? (
        <ol key={key} start={item.start}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
    case 'table':
      return (
        <div key={key} className={styles.scroll} tabIndex={0} role="group">
          <table>
            <thead>
              <tr>
                {item.head.map((cell, index) => (
                  <th key={index}>{inline(cell)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {item.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, index) => (
                    <td key={index}>{inline(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

/** Markdown as elements: no HTML passes, links are http, https or mailto, images are not fetched. Stands for react-markdown. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <div className={styles.markdown}>{blocks.map(block)}</div>;
}
