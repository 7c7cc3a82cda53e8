import { useMemo, useState } from 'react';
import { saveAs } from '@/api/client';
import { useMessages } from '@/i18n';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import { Markdown } from './Markdown';
import { messages } from './messages';
import { formatJson, formatXml, guessFormat, tokenize, type TextFormat } from './textFormats';
import styles from './TextVisualizer.module.css';

interface Props {
  text: string;
  /** Chosen at first; guessed where it is not given. */
  format?: TextFormat;
  /** Of the file that Download saves, without extension. */
  name: string;
  /** Warns before it shows. */
  secret?: boolean;
}

const extensions: Record<TextFormat, string> = { plain: 'txt', json: 'json', xml: 'xml', markdown: 'md' };

/** A long value to read: plain, JSON, XML or markdown; copy, wrap, download. */
export function TextVisualizer({ text, format, name, secret }: Props) {
  const t = useMessages(messages);
  const [chosen, setChosen] = useState<TextFormat | null>(null);
  const [wrap, setWrap] = useState(true);
  const [shown, setShown] = useState(!secret);
  const kind = chosen ?? format ?? guessFormat(text);
  const pretty = useMemo(() => (kind === 'json' ? formatJson(text) : kind === 'xml' ? formatXml(text) : text), [kind, text]);
  if (!shown) {
    return (
      <div className={styles.secret}>
        <strong>{t.secretTitle}</strong>
        <p>{t.secretText}</p>
        <Button tone="primary" onClick={() => setShown(true)}>
          {t.reveal}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.visualizer}>
      <div className={styles.bar} role="toolbar">
        {(['plain', 'json', 'xml', 'markdown'] as const).map((each) => (
          <Button key={each} small tone="subtle" pressed={kind === each} onClick={() => setChosen(each)}>
            {t[each]}
          </Button>
        ))}
        <span className={styles.gap} />
        <Button small tone="subtle" icon="wrap" aria-label={t.wrap} pressed={wrap} onClick={() => setWrap(!wrap)} />
        <CopyButton text={text} />
        <Button small tone="subtle" icon="download" aria-label={t.download} onClick={() => saveAs(text, `${name}.${extensions[kind]}`)} />
      </div>
      {kind === 'markdown' ? (
        <div className={styles.prose}>
          <Markdown text={text} />
        </div>
      ) : (
        <pre className={styles.text} data-wrap={wrap || undefined} tabIndex={0}>
          {pretty.length > 200_000
            ? pretty
            : tokenize(pretty, kind).map((token, index) =>
                token.kind === 'text' ? (
                  token.text
                ) : (
                  <span key={index} data-token={token.kind}>
                    {token.text}
                  </span>
                ),
              )}
        </pre>
      )}
    </div>
  );
}
