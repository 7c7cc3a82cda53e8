import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { load, pageUrl, save, session, useStore, useTimeRange, useUrlState } from '@/app';
import { useQuery } from '@/api';
import { Button, Empty, ErrorState, Icon, Loading, Page, ResourceBadge, Select, Split, VirtualTable, type Column } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { Level, LogItem } from './api';
import { levels } from './api';
import { ClearMenu } from './ClearMenu';
import { Chip, FilterBar, useSearch } from './FilterBar';
import { Histogram } from './Histogram';
import { LevelMark } from './LevelMark';
import { LogPane } from './LogPane';
import { messages } from './messages';
import { withCurrent } from './senders';
import { useLogs } from './useLogs';
import styles from './Logs.module.css';

const keyOfRow = (item: LogItem) => String(item.id);

export default function LogsPage() {
  const t = useMessages(messages);
  const format = useFormat();
  const range = useTimeRange();
  const search = useSearch();
  const [level, setLevel] = useUrlState('level');
  const [resource, setResource] = useUrlState('resource');
  const [trace, setTrace] = useUrlState('trace');
  const [span, setSpan] = useUrlState('span');
  const [selected, setSelected] = useUrlState('log');
  const senders = useQuery<{ items: string[] }>('/api/senders', {}, ['logs']);

  const filter = useMemo(() => ({ q: search.query, level, resource, trace, span }), [search.query, level, resource, trace, span]);
  // A trace's records are wanted whenever they were written.
  const times = useMemo(() => (trace === '' ? range.query : {}), [trace, range.query]);
  const logs = useLogs(filter, times, range.live || trace !== '');
  const seen = useSeen(logs.newest, range.live);
  const filtered = search.query !== '' || level !== '' || resource !== '' || trace !== '';
  const reset = () => {
    search.setText(null);
    search.setFilters([]);
    for (const set of [setLevel, setResource, setTrace, setSpan]) set(null);
  };

  const columns = useMemo<Column<LogItem>[]>(
    () => [
      { id: 'time', header: t.time, width: 134, fixed: true, mono: true, cell: (item) => <time title={format.full(item.time)}>{format.timeMs(item.time)}</time> },
      { id: 'level', header: t.level, width: 96, from: 560, cell: (item) => <LevelMark level={item.level} /> },
      { id: 'resource', header: t.resource, width: 150, from: 460, cell: (item) => <ResourceBadge name={item.resource} /> },
      {
        id: 'message',
        header: t.message,
        width: 160,
        grow: true,
        fixed: true,
        cell: (item) => (
          <span className={styles.message} title={item.message.slice(0, 500)}>
            {item.hasException && <Icon name="bolt" size={13} label={t.exceptionMark} className={styles.exceptionMark} />}
            {firstLine(item.message)}
          </span>
        ),
      },
      { id: 'category', header: t.category, width: 220, hidden: true, cell: (item) => <span title={item.scope}>{item.scope}</span> },
      {
        id: 'trace',
        header: t.trace,
        width: 92,
        mono: true,
        from: 640,
        cell: (item) =>
          item.traceId && (
            <Link href={pageUrl(`/traces/${item.traceId}`, { span: item.spanId })} className={styles.link} title={t.openTrace}>
              {item.traceId.slice(0, 7)}
            </Link>
          ),
      },
    ],
    [t, format],
  );

  const select = useCallback((item: LogItem) => setSelected(String(item.id)), [setSelected]);
  const close = useCallback(() => setSelected(null), [setSelected]);
  const rowClass = useCallback((item: LogItem) => `${styles.row} ${styles[`level-${item.level}`] ?? ''} ${item.id > seen ? styles.unread : ''}`, [seen]);

  return (
    <Page
      title={t.title}
      actions={
        <>
          {!range.live && logs.waiting > 0 && (
            <Button tone="primary" small icon="arrowUp" onClick={range.resume}>
              {t.waiting(logs.waiting)}
            </Button>
          )}
          <ClearMenu path="/api/logs" resource={resource} onCleared={logs.refetch} />
        </>
      }
    >
      <FilterBar
        signal="logs"
        search={search}
        label={t.search}
        error={logs.error?.status === 400 ? (logs.error.detail ?? logs.error.title) : null}
        chips={
          trace !== '' || span !== '' ? (
            <>
              {trace !== '' && (
                <Chip label={t.removeFilter(t.trace)} onRemove={() => (setTrace(null), setSpan(null))}>
                  {t.ofTrace(trace.slice(0, 7))}
                </Chip>
              )}
              {span !== '' && (
                <Chip label={t.removeFilter(t.span)} onRemove={() => setSpan(null)}>
                  {t.ofSpan(span.slice(0, 7))}
                </Chip>
              )}
            </>
          ) : null
        }
      >
        <Select label={t.level} value={level} onChange={(value) => setLevel(value === '' ? null : value)} options={['' as Level, ...levels].map((each) => ({ value: each, label: t.levelFrom(each) }))} />
        <Select
          label={t.resource}
          value={resource}
          onChange={(value) => setResource(value === '' ? null : value)}
          options={[{ value: '', label: t.allResources }, ...withCurrent(senders.data?.items ?? [], resource).map((name) => ({ value: name, label: name }))]}
        />
      </FilterBar>
      {trace === '' && <Histogram filter={filter} range={range} />}
      <Split details={selected === '' ? null : <LogPane key={selected} id={selected} onClose={close} onFilter={search.add} />}>
        {logs.error && logs.error.status !== 400 && logs.items.length === 0 ? (
          <ErrorState error={logs.error} onRetry={logs.refetch} />
        ) : logs.loading && logs.items.length === 0 ? (
          <Loading />
        ) : (
          <VirtualTable
            id="logs"
            label={t.table}
            rows={logs.items}
            columns={columns}
            rowKey={keyOfRow}
            rowHeight={30}
            selectedKey={selected === '' ? null : selected}
            onSelect={select}
            rowClass={rowClass}
            onEnd={logs.more}
            empty={
              <Empty title={t.emptyTitle} icon="logs" action={filtered ? <Button onClick={reset}>{t.removeFilters}</Button> : undefined}>
                {filtered ? t.emptyFiltered : t.emptyText}
              </Empty>
            }
          />
        )}
        <p className={styles.status} role="status">
          {t.shown(format.number(logs.items.length))}
          {logs.next !== null && ` · ${t.more}`}
          {!range.live && ` · ${t.paused}`}
          {logs.dropped > 0 && logs.oldest !== null && <span className={styles.notice}> · {t.dropped(format.number(logs.dropped), format.dateTime(logs.oldest))}</span>}
        </p>
      </Split>
    </Page>
  );
}

function firstLine(message: string): string {
  const end = message.indexOf('\n');
  return end < 0 ? message : message.slice(0, end);
}

/** The newest record of the visit before this one: what came later is marked. Sequences are one run's: a smaller one means another run. */
function useSeen(newest: number, live: boolean): number {
  const facts = useStore(session);
  const key = `logs.seen.${facts?.instance ?? ''}`;
  const [before] = useState(() => load<number>(key, 0));
  const latest = useRef(newest);
  useEffect(() => {
    if (newest === 0 || !live || document.hidden) return;
    latest.current = newest;
    save(key, newest);
  }, [newest, live, key]);
  return before === 0 || before > newest ? newest || Number.MAX_SAFE_INTEGER : before;
}
