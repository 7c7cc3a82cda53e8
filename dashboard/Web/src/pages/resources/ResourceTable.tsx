import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { pageUrl, useStore, load, save } from '@/app';
import { colorOf, Empty, Icon, VirtualTable, type Column, type Sort } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { Commands } from './Commands';
import { iconOf } from './icons';
import { messages } from './messages';
import { StateCell } from './StateCell';
import { flatten, total, type Node } from './tree';
import { markErrorsRead, readErrors, unreadOf } from './unread';
import { Urls } from './Urls';
import styles from './Resources.module.css';

interface Props {
  nodes: readonly Node[];
  cores: number;
  selected: string | null;
  onSelect(key: string): void;
  folded: ReadonlySet<string>;
  onToggle(key: string): void;
  none: React.ReactNode;
}

const sortKey = 'resources.sort';

export function ResourceTable({ nodes, cores, selected, onSelect, folded, onToggle, none }: Props) {
  const t = useMessages(messages);
  const format = useFormat();
  const read = useStore(readErrors);
  const [sort, setSort] = useState<Sort | null>(() => load<Sort | null>(sortKey, null));
  const rows = useMemo(() => flatten(nodes, folded, sort), [nodes, folded, sort]);

  const columns = useMemo<Column<Node>[]>(
    () => [
      {
        id: 'name',
        header: t.name,
        width: 200,
        grow: true,
        fixed: true,
        sortable: true,
        cell: (node) => (
          <>
            <span className={styles.icon} style={{ color: colorOf(node.row.resource.name) }}>
              <Icon name={iconOf(node.row.resource)} size={17} />
            </span>
            <span className={styles.name} title={node.label}>
              {node.label}
            </span>
            {node.replicas.length > 0 && <span className={styles.count}>{t.replicas(node.replicas.length)}</span>}
            <ErrorBadge name={node.row.resource.name} errors={node.depth > 0 && node.row.replicas > 1 && node.replicas.length === 0 ? 0 : node.row.errors} read={read} />
          </>
        ),
      },
      { id: 'state', header: t.state, width: 150, sortable: true, fixed: true, cell: (node) => <StateCell resource={node.row.resource} /> },
      { id: 'type', header: t.type, width: 120, sortable: true, hidden: true, cell: (node) => node.row.resource.type },
      {
        id: 'started',
        header: t.started,
        width: 118,
        sortable: true,
        from: 1050,
        cell: (node) => {
          const at = node.row.resource.startedAt;
          return at === null ? <span className={styles.none}>–</span> : <span title={format.full(at)}>{format.time(at)}</span>;
        },
      },
      { id: 'restarts', header: t.restarts, width: 90, align: 'end', sortable: true, from: 1340, cell: (node) => (node.row.resource.restarts === 0 ? <span className={styles.none}>0</span> : node.row.resource.restarts) },
      { id: 'cpu', header: t.cpu, width: 84, align: 'end', sortable: true, from: 640, cell: (node) => <Usage value={total(node, (row) => row.usage?.cpu)} most={cores} text={(value) => format.percent(value, value < 0.1 ? 1 : 0)} title={t.cores} /> },
      { id: 'memory', header: t.memory, width: 92, align: 'end', sortable: true, from: 740, cell: (node) => { const bytes = total(node, (row) => row.usage?.memory); return bytes === null ? <span className={styles.none}>–</span> : format.bytes(bytes); } },
      { id: 'source', header: t.source, width: 190, sortable: true, from: 1240, cell: (node) => <span title={node.row.resource.source ?? undefined}>{shortSource(node.row.resource.source)}</span> },
      { id: 'urls', header: t.urls, width: 180, grow: true, from: 920, cell: (node) => <Urls urls={node.row.resource.urls} /> },
      { id: 'actions', header: t.actions, width: 134, align: 'end', from: 500, cell: (node) => (node.replicas.length > 0 ? null : <Commands resource={node.row.resource} />) },
    ],
    [t, format, cores, read],
  );

  return (
    <VirtualTable
      id="resources"
      label={t.title}
      rows={rows}
      columns={columns}
      rowKey={(node) => node.key}
      rowHeight={42}
      selectedKey={selected}
      scrollTo={selected}
      onSelect={(node) => onSelect(node.replicas.length > 0 ? node.replicas[0]!.resource.id : node.key)}
      rowLabel={(node) => node.label}
      sort={sort}
      onSort={(next) => {
        setSort(next);
        save(sortKey, next);
      }}
      depth={(node) => node.depth}
      expanded={(node) => (node.children.length === 0 ? null : !folded.has(node.key))}
      onToggle={(node) => onToggle(node.key)}
      empty={none}
    />
  );
}

/** A path is known by its end. */
function shortSource(source: string | null): string {
  if (source === null) return '';
  const parts = source.split(/[\\/]/);
  return source.startsWith('/') && parts.length > 2 ? parts.at(-1)! : source;
}

function Usage({ value, most, text, title }: { value: number | null; most: number; text(value: number): string; title(share: string): string }) {
  if (value === null) return <span className={styles.none}>–</span>;
  return (
    <span className={styles.usage} title={title(text(value))}>
      <span>{text(value)}</span>
      <i className={styles.bar}>
        <i style={{ width: `${Math.min(100, (value / Math.max(1, most)) * 100)}%` }} data-high={value / most > 0.75 || undefined} />
      </i>
    </span>
  );
}

export function ErrorBadge({ name, errors, read }: { name: string; errors: number; read: Readonly<Record<string, number>> }) {
  const t = useMessages(messages);
  const count = unreadOf(name, errors, read);
  if (count <= 0) return null;
  return (
    <Link href={pageUrl('/logs', { resource: name, q: 'level>=error' })} className={styles.errors} title={t.errors(count)} aria-label={t.errors(count)} onClick={() => markErrorsRead(name, errors)}>
      {count > 999 ? '999+' : count}
    </Link>
  );
}

export function NoResources({ filtered, onClear }: { filtered: boolean; onClear(): void }) {
  const t = useMessages(messages);
  return filtered ? (
    <Empty
      title={t.noMatch}
      icon="filter"
      action={
        <button type="button" className={styles.clear} onClick={onClear}>
          {t.clearFilters}
        </button>
      }
    >
      {t.noMatchText}
    </Empty>
  ) : (
    <Empty title={t.noneTitle} icon="resources">
      {t.noneText}
    </Empty>
  );
}
