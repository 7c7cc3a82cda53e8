import { memo, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { load, save } from '@/app/store';
import { Icon } from '@/components/Icon';
import { useMessages } from '@/i18n';
import { ColumnMenu } from './ColumnMenu';
import { sortRows, templateOf, visibleColumns, type Column, type Layout, type Sort } from './columns';
import { messages } from './messages';
import { anchored, scrollToShow, slotsOf, windowOf } from './window';
import styles from './VirtualTable.module.css';

export interface VirtualTableProps<T> {
  /** Names the layout in localStorage: one for each table of the application. */
  id: string;
  /** What screen readers call the table. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey(row: T): string;
  /** Pixels, the same for every row. Default 36. */
  rowHeight?: number;
  selectedKey?: string | null;
  /** A row was clicked, or reached with the arrows while one is selected, or Enter was pressed on it. */
  onSelect?(row: T): void;
  rowClass?(row: T): string | undefined;
  /** What a screen reader and a test call the row, where its cells do not say it. */
  rowLabel?(row: T): string;
  /** Shown in place of the rows where there are none. */
  empty?: ReactNode;
  /** Sorted by whoever fills the table; without `onSort`, columns with `compare` sort in the browser. */
  sort?: Sort | null;
  onSort?(sort: Sort | null): void;
  /** Keeps the newest row, at the end, in view until the user scrolls up. */
  follow?: boolean;
  onFollow?(follow: boolean): void;
  /** The last row came into view: time to fetch more. */
  onEnd?(): void;
  /** Depth in a tree, from 0; with `expanded` and `onToggle` the first column has the arrows. */
  depth?(row: T): number;
  /** Null: the row has no children. */
  expanded?(row: T): boolean | null;
  onToggle?(row: T): void;
  /** Scrolls to the row when the key changes. */
  scrollTo?: string | null;
  /** No header row: for rows that explain themselves. */
  headless?: boolean;
  className?: string;
}

interface RowProps<T> {
  row: T;
  index: number;
  id: string;
  columns: readonly Column<T>[];
  top: number;
  height: number;
  template: string;
  selected: boolean;
  active: boolean;
  extra: string | undefined;
  label: string | undefined;
  depth: number | undefined;
  open: boolean | null;
  onClick(row: T, index: number): void;
  onToggle?: (row: T) => void;
  toggleLabel: string;
}

function RowView<T>(props: RowProps<T>) {
  const { row, columns, open } = props;
  const style: CSSProperties = { transform: `translateY(${props.top}px)`, height: props.height, gridTemplateColumns: props.template };
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      aria-level={props.depth === undefined ? undefined : props.depth + 1}
      aria-expanded={open ?? undefined}
      aria-label={props.label}
      className={`${styles.row} ${props.extra ?? ''}`}
      data-selected={props.selected || undefined}
      data-active={props.active || undefined}
      style={style}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('a,button,input,select,label')) return;
        if (window.getSelection()?.toString()) return;
        props.onClick(row, props.index);
      }}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          className={styles.cell}
          data-align={column.align}
          data-mono={column.mono || undefined}
          style={at === 0 && props.depth !== undefined ? { paddingInlineStart: 8 + props.depth * 18 } : undefined}
        >
          {at === 0 && props.depth !== undefined ? (
            open === null ? (
              <span className={styles.toggleSpace} />
            ) : (
              <button type="button" className={styles.toggle} tabIndex={-1} aria-label={props.toggleLabel} onClick={() => props.onToggle?.(row)}>
                <Icon name={open ? 'chevronDown' : 'chevronRight'} size={14} />
              </button>
            )
          ) : null}
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

const Row = memo(RowView) as typeof RowView;

/** The application's one table: fixed row height, so that ten thousand rows cost what thirty do. */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { rows, columns, rowKey, rowHeight = 36, selectedKey = null, onSelect, follow = false, onFollow, onEnd } = props;
  const t = useMessages(messages);
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 0, width: 0 });
  const [layout, setLayout] = useState<Layout>(() => load<Layout>(`table.${props.id}`, { widths: {}, shown: {} }));
  const [ownSort, setOwnSort] = useState<Sort | null>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);

  const sort = props.onSort ? (props.sort ?? null) : ownSort;
  const shown = useMemo(() => visibleColumns(columns, layout, view.width), [columns, layout, view.width]);
  const template = useMemo(() => templateOf(shown, layout), [shown, layout]);
  const sorted = useMemo(() => (props.onSort ? rows : sortRows(rows, columns, sort)), [rows, columns, sort, props.onSort]);

  const change = useCallback(
    (next: Layout) => {
      setLayout(next);
      save(`table.${props.id}`, next);
    },
    [props.id],
  );

  useLayoutEffect(() => {
    const element = scroller.current!;
    const measure = () => setView((old) => (old.height === element.clientHeight && old.width === element.clientWidth ? old : { top: element.scrollTop, height: element.clientHeight, width: element.clientWidth }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const header = props.headless ? 0 : 34;
  const viewport = Math.max(0, view.height - header);

  // Rows that come or go before the one at the top of the view must not move it.
  const anchor = useRef<{ key: string; index: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current!;
    if (follow) {
      element.scrollTop = element.scrollHeight;
    } else if (element.scrollTop > 0 && anchor.current && sorted.length > 0) {
      const { key, index } = anchor.current;
      const same = index < sorted.length && rowKey(sorted[index]!) === key;
      if (!same) {
        const found = sorted.findIndex((row) => rowKey(row) === key);
        if (found >= 0 && found !== index) element.scrollTop = anchored(element.scrollTop, rowHeight, index, found);
      }
    }
    const index = Math.floor(element.scrollTop / rowHeight);
    const row = sorted[index];
    anchor.current = row === undefined ? null : { key: rowKey(row), index };
  }, [sorted, follow, rowKey, rowHeight, viewport]);

  const onScroll = () => {
    const element = scroller.current!;
    const top = element.scrollTop;
    const index = Math.floor(top / rowHeight);
    const row = sorted[index];
    anchor.current = row === undefined ? null : { key: rowKey(row), index };
    setView((old) => (old.top === top ? old : { ...old, top }));
    const atEnd = element.scrollHeight - top - element.clientHeight < rowHeight;
    if (onFollow && atEnd !== follow) onFollow(atEnd);
    if (onEnd && element.scrollHeight - top - element.clientHeight < rowHeight * 8) onEnd();
  };

  const wanted = props.scrollTo ?? null;
  useEffect(() => {
    if (wanted === null) return;
    const index = sorted.findIndex((row) => rowKey(row) === wanted);
    const element = scroller.current;
    if (index < 0 || !element) return;
    const top = index * rowHeight;
    if (top < element.scrollTop || top + rowHeight > element.scrollTop + element.clientHeight - header)
      element.scrollTop = Math.max(0, top - (element.clientHeight - header) / 2);
    setActiveKey(wanted);
    // Only a new wish scrolls, not new rows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted, sorted.length > 0]);

  const activeIndex = useMemo(() => {
    const key = activeKey ?? selectedKey;
    return key === null ? -1 : sorted.findIndex((row) => rowKey(row) === key);
  }, [sorted, activeKey, selectedKey, rowKey]);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(sorted.length - 1, to));
    const row = sorted[index];
    if (row === undefined) return;
    setActiveKey(rowKey(row));
    const element = scroller.current!;
    element.scrollTop = scrollToShow(index, element.scrollTop, element.clientHeight - header, rowHeight);
    if (selectedKey !== null) onSelect?.(row);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(viewport / rowHeight) - 1);
    const row = sorted[activeIndex];
    const open = row === undefined ? null : (props.expanded?.(row) ?? null);
    switch (event.key) {
      case 'ArrowDown':
        move(activeIndex + 1);
        break;
      case 'ArrowUp':
        move(activeIndex < 0 ? sorted.length - 1 : activeIndex - 1);
        break;
      case 'PageDown':
        move(activeIndex + page);
        break;
      case 'PageUp':
        move(activeIndex - page);
        break;
      case 'Home':
        move(0);
        break;
      case 'End':
        move(sorted.length - 1);
        break;
      case 'ArrowRight':
        if (row === undefined || open !== false) return;
        props.onToggle?.(row);
        break;
      case 'ArrowLeft':
        if (row === undefined || open !== true) return;
        props.onToggle?.(row);
        break;
      case 'Enter':
      case ' ':
        if (row === undefined) return;
        onSelect?.(row);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const click = useCallback(
    (row: T) => {
      setActiveKey(rowKey(row));
      onSelect?.(row);
    },
    [onSelect, rowKey],
  );

  const changeSort = (column: Column<T>) => {
    const next: Sort | null =
      sort?.column !== column.id ? { column: column.id, descending: false } : sort.descending ? null : { column: column.id, descending: true };
    if (props.onSort) props.onSort(next);
    else setOwnSort(next);
  };

  const resize = (column: Column<T>, event: React.PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const cell = event.currentTarget.parentElement!;
    const start = cell.getBoundingClientRect().width;
    const x = event.clientX;
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    let width = start;
    target.onpointermove = (moved) => {
      width = Math.max(48, Math.round(start + moved.clientX - x));
      setLayout((old) => ({ ...old, widths: { ...old.widths, [column.id]: width } }));
    };
    target.onpointerup = target.onpointercancel = () => {
      target.onpointermove = target.onpointerup = target.onpointercancel = null;
      change({ ...layout, widths: { ...layout.widths, [column.id]: width } });
    };
  };

  const { first, end } = windowOf(follow ? sorted.length * rowHeight : view.top, viewport, rowHeight, sorted.length);
  const slots = slotsOf(viewport, rowHeight);
  const body: ReactNode[] = [];
  for (let index = first; index < end; index++) {
    const row = sorted[index]!;
    const key = rowKey(row);
    const open = props.expanded?.(row) ?? null;
    body.push(
      <Row
        // Rows without a header stream by: their elements are used again instead of made anew.
        key={props.headless ? index % slots : key}
        id={`${base}-${key}`}
        row={row}
        index={index}
        columns={shown}
        top={index * rowHeight}
        height={rowHeight}
        template={template}
        selected={key === selectedKey}
        active={index === activeIndex}
        extra={props.rowClass?.(row)}
        label={props.rowLabel?.(row)}
        depth={props.depth?.(row)}
        open={open}
        onClick={click}
        onToggle={props.onToggle}
        toggleLabel={open ? t.collapse : t.expand}
      />,
    );
  }

  return (
    <div className={`${styles.table} ${props.className ?? ''}`}>
      <div
        ref={scroller}
        role={props.depth ? 'treegrid' : 'grid'}
        aria-label={props.label}
        aria-rowcount={sorted.length + 1}
        aria-colcount={shown.length}
        aria-activedescendant={activeIndex >= first && activeIndex < end ? `${base}-${rowKey(sorted[activeIndex]!)}` : undefined}
        tabIndex={0}
        className={styles.scroller}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        {!props.headless && (
          <div role="row" aria-rowindex={1} className={styles.header} style={{ gridTemplateColumns: template }}>
            {shown.map((column) => {
              const sorts = props.onSort ? column.sortable : column.compare !== undefined;
              const direction = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined;
              return (
                <div key={column.id} role="columnheader" aria-sort={sorts ? (direction ?? 'none') : undefined} className={styles.head} data-align={column.align}>
                  {sorts ? (
                    <button type="button" className={styles.sort} title={t.sortBy(column.header)} onClick={() => changeSort(column)}>
                      <span>{column.header}</span>
                      {direction && <Icon name={direction === 'ascending' ? 'arrowUp' : 'arrowDown'} size={12} />}
                    </button>
                  ) : (
                    <span className={styles.title}>{column.header}</span>
                  )}
                  <span className={styles.grip} title={t.resize(column.header)} onPointerDown={(event) => resize(column, event)} onDoubleClick={() => change({ ...layout, widths: without(layout.widths, column.id) })} />
                </div>
              );
            })}
          </div>
        )}
        {sorted.length === 0 ? (
          props.empty !== undefined && (
            <div role="row" className={styles.empty}>
              <div role="gridcell">{props.empty}</div>
            </div>
          )
        ) : (
          <div role="rowgroup" className={styles.body} style={{ height: sorted.length * rowHeight }}>
            {body}
          </div>
        )}
      </div>
      {!props.headless && <ColumnMenu columns={columns} shown={shown} layout={layout} onChange={change} />}
    </div>
  );
}

function without(record: Record<string, number>, key: string): Record<string, number> {
  const { [key]: _, ...rest } = record;
  return rest;
}
