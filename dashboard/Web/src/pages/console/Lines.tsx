import { useCallback, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { AnsiLine, colorOf, VirtualTable, type Column } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { ConsoleEntry } from './feed';
import { messages } from './messages';
import { widthOf, wrapLine } from './wrap';
import styles from './Console.module.css';

export type Timestamps = 'off' | 'local' | 'utc';

interface Row {
  key: string;
  entry: ConsoleEntry;
  text: string;
  /** Rows after the first of a wrapped line have neither time nor name. */
  part: number;
}

interface Props {
  id: string;
  label: string;
  entries: readonly ConsoleEntry[];
  names: boolean;
  timestamps: Timestamps;
  wrap: boolean;
  mark?: string;
  follow: boolean;
  onFollow?(follow: boolean): void;
  selected?: number | null;
  onSelect?(entry: ConsoleEntry): void;
  empty?: ReactNode;
}

const nameWidth = 150;

/** Lines of a console in rows of one height; a wrapped line takes several. */
export function Lines({ id, label, entries, names, timestamps, wrap, mark, follow, onFollow, selected, onSelect, empty }: Props) {
  const t = useMessages(messages);
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, cell: 7.2 });

  useLayoutEffect(() => {
    const element = host.current!;
    const measure = () => {
      const probe = element.querySelector<HTMLElement>(`.${styles.probe}`)!;
      const cell = probe.getBoundingClientRect().width / 50;
      setSize((old) => (old.width === element.clientWidth && old.cell === cell ? old : { width: element.clientWidth, cell }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const narrow = size.width > 0 && size.width < 640;
  const namesWidth = names ? (narrow ? 92 : nameWidth) : 0;
  const timeWidth = Math.ceil((timestamps === 'utc' ? 12 : format.timeMs(0).length) * size.cell) + 22;
  const fixed = (timestamps === 'off' ? 0 : timeWidth) + namesWidth;
  const columnsOfText = wrap ? Math.floor((size.width - fixed - 40) / size.cell) : 0;

  const rows = useRows(entries, columnsOfText);
  const widest = useWidest(entries, wrap);

  const utc = useMemo(() => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 }), []);
  const columns = useMemo<Column<Row>[]>(() => {
    const list: Column<Row>[] = [];
    const line = (row: Row) => (row.entry.kind === 'line' && row.part === 0 ? row.entry.item : null);
    if (timestamps !== 'off')
      list.push({ id: 'at', header: t.timestamps, width: timeWidth, fixed: true, cell: (row) => <time className={styles.time}>{line(row)?.at ? (timestamps === 'utc' ? utc.format(line(row)!.at!) : format.timeMs(line(row)!.at!)) : ''}</time> });
    if (names)
      list.push({
        id: 'resource',
        header: t.resource,
        width: namesWidth,
        fixed: true,
        cell: (row) => {
          const item = line(row);
          return item && (
            <span className={styles.resource} style={{ color: colorOf(item.resource.replace(/-[a-z0-9]{8}$/, '')) }} title={item.resource}>
              {item.resource}
            </span>
          );
        },
      });
    list.push({
      id: 'text',
      header: t.lines,
      width: wrap ? 100 : Math.max(100, Math.ceil(widest * size.cell) + 28),
      grow: true,
      fixed: true,
      cell: (row) =>
        row.entry.kind === 'gap' ? (
          <span className={styles.gap}>{row.entry.reason === 'behind' ? t.behind(format.number(row.entry.count)) : t.dropped(format.number(row.entry.count))}</span>
        ) : (
          <span className={styles.text}>
            <AnsiLine text={row.text} mark={mark} />
            {row.entry.item.isError && <span className="visually-hidden">({t.stderr})</span>}
          </span>
        ),
    });
    return list;
  }, [t, format, utc, names, timestamps, wrap, widest, size.cell, mark, namesWidth, timeWidth]);

  const rowClass = useCallback((row: Row) => (row.entry.kind === 'gap' ? styles.gapRow : row.entry.item.isError ? styles.error : undefined), []);
  const rowKey = useCallback((row: Row) => row.key, []);
  const select = useCallback((row: Row) => row.entry.kind === 'line' && onSelect?.(row.entry), [onSelect]);
  const selectedKey = selected === null || selected === undefined ? null : `${selected}.0`;

  return (
    <div ref={host} className={styles.lines} data-clickable={onSelect ? true : undefined}>
      <span className={styles.probe} aria-hidden="true">
        {'0'.repeat(50)}
      </span>
      {size.width > 0 && (
        <VirtualTable
          id={id}
          label={label}
          rows={rows}
          columns={columns}
          rowKey={rowKey}
          rowHeight={20}
          headless
          follow={follow}
          onFollow={onFollow}
          rowClass={rowClass}
          selectedKey={selectedKey}
          scrollTo={selectedKey}
          onSelect={onSelect ? (row) => void select(row) : undefined}
          empty={empty}
        />
      )}
    </div>
  );
}

/** Rows of entries; those that were there before are taken over, so that only what is new costs. */
function useRows(entries: readonly ConsoleEntry[], columns: number): readonly Row[] {
  const cache = useRef({ columns: -1, rows: new WeakMap<ConsoleEntry, Row[]>() });
  return useMemo(() => {
    if (cache.current.columns !== columns) cache.current = { columns, rows: new WeakMap() };
    const known = cache.current.rows;
    const rows: Row[] = [];
    for (const entry of entries) {
      let made = known.get(entry);
      if (!made) known.set(entry, (made = makeRows(entry, columns)));
      for (const row of made) rows.push(row);
    }
    return rows;
  }, [entries, columns]);
}

function makeRows(entry: ConsoleEntry, columns: number): Row[] {
  if (entry.kind === 'gap') return [{ key: `gap ${entry.id} ${entry.reason}`, entry, text: '', part: 0 }];
  const parts = columns > 0 ? wrapLine(entry.item.text, columns) : [entry.item.text];
  return parts.map((text, part) => ({ key: `${entry.id}.${part}`, entry, text, part }));
}

/** The widest line so far, in cells: how far one can scroll to the right. */
function useWidest(entries: readonly ConsoleEntry[], wrap: boolean): number {
  const seen = useRef<{ last: ConsoleEntry | undefined; widest: number }>({ last: undefined, widest: 0 });
  return useMemo(() => {
    if (wrap) return 0;
    const from = seen.current.last ? entries.lastIndexOf(seen.current.last) + 1 : 0;
    let { widest } = seen.current;
    for (let index = from; index < entries.length; index++) {
      const entry = entries[index]!;
      if (entry.kind === 'line' && entry.item.text.length > widest) widest = Math.max(widest, widthOf(entry.item.text));
    }
    seen.current = { last: entries.at(-1), widest };
    return Math.min(widest, 4000);
  }, [entries, wrap]);
}
