import { useTimeRange } from '@/app';
import { Card, Chart } from '@/components';
import { useMessages } from '@/i18n';
import { panelIds, type Inspection, type Service } from './api';
import { messages } from './messages';
import { readable } from './panels';
import styles from './inspector.module.css';

/** One service: each row a subject, replicas side by side, all aligned in time. */
export function ServicePanels({ inspection, service }: { inspection: Inspection; service: Service }) {
  const t = useMessages(messages);
  const range = useTimeRange();
  const several = service.instances.length > 1;
  const ids = panelIds.filter((id) => service.instances.some((instance) => instance.panels.some((panel) => panel.id === id)));
  return (
    <div className={styles.panels} data-several={several || undefined}>
      {ids.map((id) => {
        const panels = service.instances.map((instance) => ({ instance, panel: instance.panels.find((panel) => panel.id === id) }));
        const most = Math.max(0, ...panels.flatMap(({ panel }) => panel?.lines.flatMap((line) => line.values.filter((value): value is number => value !== null)) ?? []));
        return (
          <Card key={id} title={t[id]} className={styles.panel}>
            <div className={styles.side} style={{ gridTemplateColumns: `repeat(${service.instances.length}, minmax(0, 1fr))` }}>
              {panels.map(({ instance, panel }) => {
                const { unit, factor } = readable(panel?.unit ?? '1');
                return (
                  <div key={instance.id} className={styles.replica}>
                    {several && <h3>{instance.id}</h3>}
                    {panel ? (
                      <Chart
                        label={`${service.name} ${instance.id} ${t[id]}`}
                        times={inspection.times}
                        series={panel.lines.map((line) => ({ id: line.name, label: line.name, values: factor === 1 ? line.values : line.values.map((value) => (value === null ? null : value * factor)) }))}
                        from={inspection.from}
                        to={inspection.to}
                        unit={unit}
                        height={130}
                        max={several && most > 0 ? most * factor : undefined}
                        legend={panel.lines.length > 1}
                        onSelect={range.zoom}
                      />
                    ) : (
                      <p className={styles.absent}>{t.unknown}</p>
                    )}
                  </div>
                );
              })}
            </div>
          </Card>
        );
      })}
    </div>
  );
}
