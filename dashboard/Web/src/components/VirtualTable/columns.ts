import type { ReactNode } from 'react';

export interface Column<T> {
  id: string;
  header: string;
  /** Pixels at first. */
  width: number;
  /** Takes what the others leave; at least its width. */
  grow?: boolean;
  align?: 'start' | 'end';
  mono?: boolean;
  /** Not shown at first; the column menu shows it. */
  hidden?: boolean;
  /** Cannot be hidden. */
  fixed?: boolean;
  /** Shown only where the table is at least so wide, in pixels. */
  from?: number;
  /** Sorting in the browser. */
  compare?(a: T, b: T): number;
  /** Sorting by whoever fills the table (`onSort`). */
  sortable?: boolean;
  cell(row: T): ReactNode;
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** What a user made of a table's columns; kept in localStorage. */
export interface Layout {
  widths: Record<string, number>;
  shown: Record<string, boolean>;
}

export function visibleColumns<T>(columns: readonly Column<T>[], layout: Layout, width: number): Column<T>[] {
  return columns.filter((column) => {
    if (column.fixed) return true;
    const chosen = layout.shown[column.id];
    if (chosen !== undefined) return chosen;
    return !column.hidden && (column.from === undefined || width === 0 || width >= column.from);
  });
}

export function templateOf<T>(columns: readonly Column<T>[], layout: Layout): string {
  const grows = columns.some((column) => column.grow && layout.widths[column.id] === undefined);
  return columns
    .map((column, index) => {
      const width = layout.widths[column.id] ?? column.width;
      const stretches = grows ? column.grow && layout.widths[column.id] === undefined : index === columns.length - 1;
      return stretches ? `minmax(${width}px, 1fr)` : `${width}px`;
    })
    .join(' ');
}

export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: Sort | null): readonly T[] {
  const compare = sort && columns.find((column) => column.id === sort.column)?.compare;
  if (!sort || !compare) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.map((row, index) => ({ row, index })).sort((a, b) => sign * compare(a.row, b.row) || a.index - b.index).map((each) => each.row);
}
