import { useMemo } from 'react';
import { CopyButton, Empty, ResourceBadge, VirtualTable, type Column } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { SlowQuery } from './api';
import { messages } from './messages';
import styles from './Trace.module.css';

const keyOf = (query: SlowQuery) => `${query.resource} ${query.text}`;

/** The statements of the trace, those that took longest in all first; a click shows the slowest span of one. */
export function Queries({ queries, onSelect }: { queries: readonly SlowQuery[]; onSelect(span: string): void }) {
  const t = useMessages(messages);
  const format = useFormat();
  const columns = useMemo<Column<SlowQuery>[]>(
    () => [
      {
        id: 'text',
        header: t.statement,
        width: 220,
        grow: true,
        fixed: true,
        cell: (query) => (
          <>
            <CopyButton text={query.text} />
            <span className={styles.statement} title={query.text}>
              {query.text.replace(/\s+/g, ' ')}
            </span>
          </>
        ),
      },
      { id: 'resource', header: t.resource, width: 150, from: 560, cell: (query) => <ResourceBadge name={query.resource} /> },
      { id: 'count', header: t.times, width: 76, align: 'end', compare: (a, b) => a.count - b.count, cell: (query) => <span data-many={query.count >= 5 || undefined} className={styles.times}>{t.statementCount(query.count)}</span> },
      { id: 'slowest', header: t.slowest, width: 96, align: 'end', from: 480, compare: (a, b) => a.slowest - b.slowest, cell: (query) => format.duration(query.slowest) },
      { id: 'total', header: t.totalTime, width: 96, align: 'end', fixed: true, compare: (a, b) => a.total - b.total, cell: (query) => format.duration(query.total) },
    ],
    [t, format],
  );
  return (
    <VirtualTable id="statements" label={t.queries} rows={queries} columns={columns} rowKey={keyOf} onSelect={(query) => onSelect(query.longest)} empty={<Empty title={t.noQueries} icon="database" />} />
  );
}
