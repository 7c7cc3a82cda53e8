import { useState, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { messages } from '@/components/messages';
import { useMessages } from '@/i18n';
import styles from './Chart.module.css';

/** What stands around every chart: legend, and the switch to its table twin. */
export function Frame({ label, height, legend, table, children }: { label: string; height: number; legend: ReactNode; table(): ReactNode; children: ReactNode }) {
  const t = useMessages(messages);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles.figure} aria-label={label}>
      <div className={styles.bar}>
        <div className={styles.legend}>{legend}</div>
        <Button small tone="subtle" icon={asTable ? 'metrics' : 'table'} aria-label={`${asTable ? t.showChart : t.showTable}: ${label}`} title={asTable ? t.showChart : t.showTable} aria-pressed={undefined} onClick={() => setAsTable(!asTable)} />
      </div>
      <div style={{ height }}>{asTable ? table() : children}</div>
    </figure>
  );
}
