import { useState } from 'react';
import { load, save } from '@/app';
import { Button } from '@/components';
import { useMessages } from '@/i18n';
import type { Action, Description, Store } from './api';
import { messages } from './messages';
import styles from './explorers.module.css';

interface Props {
  store: Store;
  description: Description;
  path: string;
  item: string;
  /** Where a query goes; empty where none can go yet. */
  target: string;
  onAsk(text: string): void;
  onAct(action: Action, text: string): void;
}

/** The query's editor and the actions that apply where we are. What was typed stays, for each store. */
export function QueryEditor({ store, description, path, item, target, onAsk, onAct }: Props) {
  const t = useMessages(messages);
  const [text, setText] = useState(() => load(`explorer.${store.name}`, ''));
  const language = description.queryLanguage;
  const ready = language === 'redis' || target !== '';
  const hints = { sql: t.hintSql, redis: t.hintRedis, kafka: t.hintKafka, json: t.hintJson };
  const places = { sql: t.chooseDatabase, redis: '', kafka: t.chooseTopic, json: t.chooseIndex };
  const kind = kindOf(store.kind, path, item);
  const actions = description.actions.filter((action) => action.appliesTo.length === 0 || action.appliesTo.includes(kind));
  const ask = () => {
    if (ready && text.trim() !== '') onAsk(text);
  };
  return (
    <div className={styles.editor}>
      {language !== 'none' && (
        <textarea
          className={styles.query}
          aria-label={t.query}
          placeholder={ready ? hints[language] : places[language]}
          rows={language === 'sql' || language === 'json' ? 4 : 2}
          value={text}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            save(`explorer.${store.name}`, event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
              event.preventDefault();
              ask();
            }
          }}
        />
      )}
      <div className={styles.actions}>
        {language !== 'none' && (
          <Button tone="primary" icon="play" disabled={!ready || text.trim() === ''} onClick={ask}>
            {t.run}
          </Button>
        )}
        {actions.map((action) => (
          <Button key={action.name} disabled={action.inputs.length > 0 && text.trim() === ''} onClick={() => onAct(action, text)}>
            {action.displayName}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** What is looked at, in the words of actions. */
function kindOf(store: Store['kind'], path: string, item: string): string {
  switch (store) {
    case 'postgres':
      return item ? 'table' : path ? 'database' : '';
    case 'kafka':
      return item || path ? 'topic' : '';
    case 'elasticsearch':
      return item ? 'index' : '';
    case 'redis':
      return item ? 'key' : '';
    case 's3':
      return item ? 'object' : '';
  }
}
