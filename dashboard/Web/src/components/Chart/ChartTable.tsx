import { useMemo } from 'react';
import { VirtualTable, type Column } from '@/components/VirtualTable';
import { messages } from '@/components/messages';
import { useFormat, useMessages } from '@/i18n';
import type { ChartSeries, ScatterPoint } from './types';
import styles from './Chart.module.css';

interface Row {
  at: number;
  index: number;
}

/** The chart's twin in words and numbers, newest first. */
export function ChartTable({ label, unit, times, series, height }: { label: string; unit: string; times: readonly number[]; series: readonly ChartSeries[]; height: number }) {
  const t = useMessages(messages);
  const format = useFormat();
  const rows = useMemo<Row[]>(() => times.map((at, index) => ({ at, index })).reverse(), [times]);
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'at', header: t.time, width: 150, fixed: true, cell: (row) => format.dateTime(row.at) },
      ...series.map(
        (each): Column<Row> => ({
          id: each.id,
          header: each.label,
          width: 120,
          align: 'end',
          cell: (row) => {
            const value = each.values[row.index];
            return value === null || value === undefined ? '–' : format.quantity(value, unit);
          },
        }),
      ),
    ],
    [series, unit, format, t],
  );
  return (
    <div className={styles.table} style={{ height }}>
      <VirtualTable id="chart" label={label} rows={rows} columns={columns} rowKey={(row) => String(row.at)} rowHeight={28} empty={<p className={styles.none}>{t.noData}</p>} />
    </div>
  );
}

export function PointTable({ label, unit, points, height, onPoint }: { label: string; unit: string; points: readonly ScatterPoint[]; height: number; onPoint?: (point: ScatterPoint) => void }) {
  const t = useMessages(messages);
  const format = useFormat();
  const columns = useMemo<Column<ScatterPoint>[]>(
    () => [
      { id: 'at', header: t.time, width: 160, cell: (row) => format.dateTime(row.at), compare: (a, b) => a.at - b.at },
      { id: 'value', header: t.value, width: 110, align: 'end', cell: (row) => format.quantity(row.value, unit), compare: (a, b) => a.value - b.value },
      { id: 'label', header: t.series, width: 200, grow: true, cell: (row) => row.label ?? '' },
    ],
    [unit, format, t],
  );
  return (
    <div className={styles.table} style={{ height }}>
      <VirtualTable id="points" label={label} rows={points} columns={columns} rowKey={(row) => row.key} rowHeight={28} onSelect={onPoint} empty={<p className={styles.none}>{t.noData}</p>} />
    </div>
  );
}
