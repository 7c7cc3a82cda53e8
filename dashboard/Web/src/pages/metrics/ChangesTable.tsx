import { useMemo } from 'react';
import { Link } from 'wouter';
import { pageUrl } from '@/app';
import { VirtualTable, type Column } from '@/components';
import { Icon } from '@/components/Icon';
import { useFormat, useMessages } from '@/i18n';
import type { MetricChart } from './api';
import { messages } from './messages';
import { changesOf, dotsOf, labelOf, unitOf, type Change } from './reading';
import styles from './metrics.module.css';

/** The chart in numbers: only the moments in which something changed, with arrows. */
export function ChangesTable({ chart }: { chart: MetricChart }) {
  const t = useMessages(messages);
  const format = useFormat();
  const rows = useMemo(() => changesOf(chart), [chart]);
  const traces = useMemo(() => dotsOf(chart).traces, [chart]);
  const unit = unitOf(chart);
  const columns = useMemo<Column<Change>[]>(
    () => [
      { id: 'at', header: t.time, width: 190, fixed: true, cell: (row) => format.dateTime(row.at) },
      ...chart.lines.map((line, index): Column<Change> => {
        const label = labelOf(line, t[chart.show]);
        return {
          id: label,
          header: label,
          width: 140,
          align: 'end',
          cell: (row) => {
            const cell = row.cells[index];
            if (!cell) return '–';
            return (
              <>
                {cell.direction !== 0 && (
                  <span className={styles.arrow} data-up={cell.direction > 0 || undefined}>
                    <Icon name={cell.direction > 0 ? 'arrowUp' : 'arrowDown'} size={12} label={cell.direction > 0 ? t.rose : t.fell} />
                  </span>
                )}
                <span>{format.quantity(cell.value, unit)}</span>
              </>
            );
          },
        };
      }),
      {
        id: 'trace',
        header: t.exemplars,
        width: 120,
        cell: (row) => {
          const trace = traces[row.index];
          return trace ? <Link className={styles.link} href={pageUrl(`/traces/${trace}`)}>{t.openTrace}</Link> : '';
        },
      },
    ],
    [chart, traces, unit, format, t],
  );
  return <VirtualTable id="metric-changes" label={t.changes} rows={rows} columns={columns} rowKey={(row) => String(row.at)} rowHeight={30} empty={<p className={styles.hint}>{t.noChanges}</p>} />;
}
