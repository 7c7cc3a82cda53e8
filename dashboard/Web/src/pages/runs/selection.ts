import { sorts, type ExportRow, type Sort } from './api';

/** Cells of the table that are chosen: "traces\nordering". */
export type Selection = ReadonlySet<string>;

export function cellOf(sort: Sort, resource: string): string {
  return `${sort}\n${resource}`;
}

export function everything(rows: readonly ExportRow[]): Selection {
  return new Set(rows.flatMap((row) => row.data.map((sort) => cellOf(sort, row.resource))));
}

/** Chooses all of the cells, or none where all are chosen already. */
export function toggled(selection: Selection, cells: readonly string[]): Selection {
  const next = new Set(selection);
  const all = cells.every((cell) => next.has(cell));
  for (const cell of cells) {
    if (all) next.delete(cell);
    else next.add(cell);
  }
  return next;
}

/** What the export's address says: nothing where everything is chosen. */
export function selectOf(selection: Selection, rows: readonly ExportRow[]): string[] {
  const cells = rows.flatMap((row) => sorts.filter((sort) => selection.has(cellOf(sort, row.resource))).map((sort) => `${row.resource}:${sort}`));
  return cells.length === everything(rows).size ? [] : cells;
}
