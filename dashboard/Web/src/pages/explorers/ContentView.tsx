import { useMemo, useState } from 'react';
import { Button, Empty, ErrorState, Loading, TextVisualizer, VirtualTable, type Column } from '@/components';
import { useMessages } from '@/i18n';
import type { Content } from './api';
import { messages } from './messages';
import type { ContentState } from './useContent';
import styles from './explorers.module.css';

interface Row {
  index: number;
  cells: (string | null)[];
}

/** A table, a text, a picture: whatever the store gave. */
export function ContentView({ name, content }: { name: string; content: ContentState }) {
  const t = useMessages(messages);
  const { data, error, loading, more } = content;
  if (error && !data) return <ErrorState error={error} />;
  if (!data) return loading ? <Loading /> : null;
  return (
    <div className={styles.content}>
      {data.notice && <p className={styles.notice}>{data.notice}</p>}
      {data.format === 'image' && data.text ? (
        <img className={styles.picture} src={data.text} alt={`${t.picture} ${name}`} />
      ) : (
        data.text !== null && <TextVisualizer key={name} text={data.text} name={name} format={data.format === 'json' ? 'json' : data.format === 'hex' ? 'plain' : undefined} />
      )}
      {data.columns.length > 0 && <Rows data={data} />}
      {data.text === null && data.columns.length === 0 && <Empty title={t.nothing} />}
      {error !== null && <ErrorState error={error} />}
      {more && <Button onClick={more}>{t.more}</Button>}
    </div>
  );
}

function Rows({ data }: { data: Content }) {
  const t = useMessages(messages);
  const [chosen, setChosen] = useState<number | null>(null);
  const rows = useMemo<Row[]>(() => data.rows.map((cells, index) => ({ index, cells })), [data]);
  const columns = useMemo<Column<Row>[]>(
    () =>
      data.columns.map((column, at) => ({
        id: `${at}:${column.name}`,
        header: column.name,
        width: widthOf(data, at),
        grow: at === data.columns.length - 1,
        align: column.isNumeric ? ('end' as const) : undefined,
        mono: true,
        compare: (a, b) => compare(a.cells[at] ?? null, b.cells[at] ?? null, column.isNumeric),
        cell: (row) => row.cells[at] ?? <span className={styles.null}>{t.null}</span>,
      })),
    [data, t],
  );
  const row = chosen === null ? undefined : data.rows[chosen];
  return (
    <>
      <div className={styles.rows}>
        <VirtualTable
          id={`explorer.rows.${data.columns.map((column) => column.name).join(',')}`}
          label={t.rows(rows.length)}
          rows={rows}
          columns={columns}
          rowKey={(each) => `${each.index}`}
          rowHeight={30}
          selectedKey={chosen === null ? null : `${chosen}`}
          onSelect={(each) => setChosen(each.index)}
          empty={<Empty title={t.nothing} />}
        />
      </div>
      {row && (
        <dl className={styles.record} aria-label={t.row}>
          {data.columns.map((column, at) => (
            <div key={column.name}>
              <dt>
                {column.name} {column.type && <span className={styles.type}>{column.type}</span>}
              </dt>
              <dd>{(row[at] ?? null) === null ? <span className={styles.null}>{t.null}</span> : <TextVisualizer text={row[at]!} name={column.name} />}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function widthOf(data: Content, column: number): number {
  const longest = Math.max(data.columns[column]!.name.length, ...data.rows.slice(0, 50).map((row) => row[column]?.length ?? 4));
  return Math.min(320, 28 + longest * 8);
}

function compare(a: string | null, b: string | null, numeric: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return numeric ? Number(a) - Number(b) : a.localeCompare(b);
}
