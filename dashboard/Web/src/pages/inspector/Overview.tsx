import { useMemo } from 'react';
import { ResourceBadge, VirtualTable, type Column } from '@/components';
import { Sparkline } from '@/components/Sparkline';
import { useFormat, useMessages } from '@/i18n';
import { panelIds, type Inspection, type Instance, type PanelId } from './api';
import { messages } from './messages';
import { highestOf, newest, readable, summaryOf } from './panels';
import styles from './inspector.module.css';

interface Row {
  key: string;
  service: string;
  instance: Instance;
  replicas: number;
}

const shown: readonly PanelId[] = panelIds.filter((id) => id !== 'allocation' && id !== 'gc');

/** Every replica of every service in one row, all small charts over the same time and, by column, on the same scale. */
export function Overview({ inspection, onOpen }: { inspection: Inspection; onOpen(service: string): void }) {
  const t = useMessages(messages);
  const format = useFormat();
  const rows = useMemo<Row[]>(
    () => inspection.items.flatMap((service) => service.instances.map((instance) => ({ key: `${service.name}/${instance.id}`, service: service.name, instance, replicas: service.instances.length }))),
    [inspection],
  );
  const columns = useMemo<Column<Row>[]>(() => {
    const present = shown.filter((id) => inspection.items.some((service) => service.instances.some((instance) => instance.panels.some((panel) => panel.id === id))));
    return [
      {
        id: 'service',
        header: t.service,
        width: 180,
        fixed: true,
        cell: (row) => <ResourceBadge name={row.service} detail={row.replicas > 1 ? row.instance.id : undefined} />,
        compare: (a, b) => a.key.localeCompare(b.key),
      },
      ...present.map((id): Column<Row> => {
        const top = highestOf(inspection, id);
        return {
          id,
          header: t[id],
          width: 102,
          compare: (a, b) => (valueOf(a, id) ?? -1) - (valueOf(b, id) ?? -1),
          cell: (row) => {
            const panel = row.instance.panels.find((each) => each.id === id);
            const value = valueOf(row, id);
            const { unit, factor } = readable(panel?.unit ?? '1');
            const text = value === null ? t.unknown : format.quantity(value * factor, unit);
            return panel ? (
              <span className={styles.cell}>
                <b>{value === null ? '–' : text}</b>
                <Sparkline label={t.latest(t[id], text)} lines={summaryOf(panel).map((line) => line.values)} atLeast={top} height={26} />
              </span>
            ) : (
              <span className={styles.absent}>–</span>
            );
          },
        };
      }),
    ];
  }, [inspection, format, t]);
  return (
    <VirtualTable
      id="inspector"
      label={t.services}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.key}
      rowHeight={58}
      rowLabel={(row) => t.open(row.instance.id === '' ? row.service : `${row.service} ${row.instance.id}`)}
      onSelect={(row) => onOpen(row.service)}
    />
  );
}

function valueOf(row: Row, id: PanelId): number | null {
  const panel = row.instance.panels.find((each) => each.id === id);
  return panel ? newest(summaryOf(panel)[0]!.values) : null;
}
