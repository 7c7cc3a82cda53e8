import { useMemo, useState } from 'react';
import { get, useQuery } from '@/api';
import { Button, Empty, ErrorState, Icon, Loading, VirtualTable, type Column, type IconName } from '@/components';
import { useMessages } from '@/i18n';
import type { Entry, Listing } from './api';
import { messages } from './messages';
import styles from './explorers.module.css';

const icons: Record<string, IconName> = {
  database: 'database',
  table: 'table',
  view: 'eye',
  prefix: 'folder',
  folder: 'folder',
  bucket: 'box',
  key: 'key',
  topic: 'queue',
  partition: 'columns',
  index: 'search',
  alias: 'link',
  object: 'code',
};

interface Props {
  address: string;
  path: string;
  item: string;
  onOpen(path: string): void;
  onRead(entry: Entry): void;
}

export function EntryTable({ address, path, item, onOpen, onRead }: Props) {
  const t = useMessages(messages);
  const { data, error, refetch, stale } = useQuery<Listing>(`${address}/entries`, { path, limit: 1000 });
  const [rest, setRest] = useState<{ of: Listing; entries: Entry[]; next: string | null } | null>(null);
  const further = rest && rest.of === data ? rest : null;
  const entries = useMemo(() => [...(data?.entries ?? []), ...(further?.entries ?? [])], [data, further]);
  const next = further ? further.next : (data?.next ?? null);
  const more = async () => {
    if (!data || !next) return;
    const page = await get<Listing>(`${address}/entries`, { path, after: next, limit: 1000 });
    setRest({ of: data, entries: [...(further?.entries ?? []), ...page.entries], next: page.next });
  };
  const columns = useMemo<Column<Entry>[]>(
    () => [
      {
        id: 'name',
        header: t.name,
        width: 180,
        grow: true,
        fixed: true,
        compare: (a, b) => a.name.localeCompare(b.name),
        cell: (entry) => (
          <span className={styles.name}>
            <Icon name={icons[entry.kind] ?? 'code'} size={15} />
            {entry.name}
          </span>
        ),
      },
      { id: 'kind', header: t.kind, width: 90, from: 420, cell: (entry) => entry.kind },
      { id: 'facts', header: t.facts, width: 220, from: 560, cell: (entry) => entry.facts ?? '' },
      {
        id: 'open',
        header: '',
        width: 44,
        fixed: true,
        cell: (entry) => entry.canOpen && entry.canRead && <Button small tone="subtle" icon="chevronRight" aria-label={`${t.entries}: ${entry.name}`} onClick={() => onOpen(entry.path)} />,
      },
    ],
    [t, onOpen],
  );
  if (error && (!data || stale)) return <ErrorState error={error} onRetry={refetch} />;
  if (!data || stale) return <Loading />;
  return (
    <>
      <VirtualTable
        id="explorer.entries"
        label={t.entries}
        rows={entries}
        columns={columns}
        rowKey={(entry) => entry.path}
        selectedKey={item || null}
        onSelect={(entry) => (entry.canRead ? onRead(entry) : onOpen(entry.path))}
        empty={<Empty icon="folder" title={t.empty} />}
        onEnd={() => void more()}
      />
      {data.notice && <p className={styles.notice}>{data.notice}</p>}
    </>
  );
}
