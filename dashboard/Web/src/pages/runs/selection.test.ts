import { describe, expect, it } from 'vitest';
import type { ExportRow } from './api';
import { cellOf, everything, selectOf, toggled } from './selection';

const rows: ExportRow[] = [
  { resource: 'ordering', data: ['resources', 'traces', 'logs'] },
  { resource: 'payments', data: ['traces'] },
];

describe('what is exported', () => {
  it('says nothing where everything is chosen', () => {
    expect(selectOf(everything(rows), rows)).toEqual([]);
  });

  it('names each pair where something is left out', () => {
    const some = toggled(everything(rows), [cellOf('logs', 'ordering')]);
    expect(selectOf(some, rows)).toEqual(['ordering:resources', 'ordering:traces', 'payments:traces']);
  });

  it('chooses a whole column, and none of it when asked again', () => {
    const column = rows.map((row) => cellOf('traces', row.resource));
    const none = toggled(everything(rows), column);
    expect(selectOf(none, rows)).toEqual(['ordering:resources', 'ordering:logs']);
    expect(selectOf(toggled(none, column), rows)).toEqual([]);
  });
});
