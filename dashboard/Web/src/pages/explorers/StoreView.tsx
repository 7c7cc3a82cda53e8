import { useCallback, useState } from 'react';
import { get, useQuery } from '@/api';
import { setUrl, useUrlState } from '@/app';
import { Details, ErrorState, Loading, Split } from '@/components';
import { useMessages } from '@/i18n';
import { act, addressOf, query, type Content, type Description, type Entry, type Store } from './api';
import { Breadcrumb } from './Breadcrumb';
import { ContentView } from './ContentView';
import { EntryTable } from './EntryTable';
import { messages } from './messages';
import { crumbsOf } from './paths';
import { QueryEditor } from './QueryEditor';
import { useContent, type Request } from './useContent';
import styles from './explorers.module.css';

/** One store: where we are in it, what lies there, what was asked and came back. */
export function StoreView({ store }: { store: Store }) {
  const t = useMessages(messages);
  const [path] = useUrlState('path');
  const [item] = useUrlState('item');
  const [asked, setAsked] = useState<Request | null>(null);
  const address = addressOf(store.id);
  const { data: description, error, refetch } = useQuery<Description>(address);

  const reading: Request | null = item
    ? { key: `read ${item}`, title: crumbsOf(item).at(-1)?.name ?? item, fetch: (after) => get<Content>(`${address}/content`, { path: item, after }) }
    : null;
  const shown = asked ?? reading;
  const content = useContent(shown);

  const close = useCallback(() => {
    setAsked(null);
    setUrl({ item: null });
  }, []);
  const open = (to: string) => {
    setAsked(null);
    setUrl({ path: to, item: null }, true);
  };
  const read = (entry: Entry) => {
    setAsked(null);
    setUrl({ item: entry.path });
  };
  const target = store.kind === 'postgres' ? path : item || path;
  const ask = (text: string) =>
    setAsked({ key: `query ${target} ${text} ${Date.now()}`, title: t.query, fetch: () => query(store.id, target, text) });
  const run = (action: Description['actions'][number], text: string) =>
    setAsked({
      key: `action ${action.name} ${item || path} ${Date.now()}`,
      title: action.displayName,
      fetch: () => act(store.id, action.name, item || path, Object.fromEntries(action.inputs.map((input) => [input, text]))),
    });

  if (error && !description) return <ErrorState error={error} onRetry={refetch} />;
  if (!description) return <Loading />;
  return (
    <Split
      details={
        shown && (
          <Details title={shown.title} label={t.content} onClose={close}>
            <ContentView name={shown.title} content={content} />
          </Details>
        )
      }
    >
      <div className={styles.store}>
        <Breadcrumb store={store} path={path} onOpen={open} />
        <QueryEditor store={store} description={description} path={path} item={item} target={target} onAsk={ask} onAct={run} />
        <EntryTable address={address} path={path} item={item} onOpen={open} onRead={read} />
      </div>
    </Split>
  );
}
