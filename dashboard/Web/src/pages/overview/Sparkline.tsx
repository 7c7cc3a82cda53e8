import { memo } from 'react';
import type { Sparkline as Data } from './api';
import styles from './Sparkline.module.css';

const width = 120;
const height = 24;

/** Requests over time as small bars, what failed in red. Light enough for every row of a table. */
export const Sparkline = memo(function Sparkline({ data, label }: { data: Data; label: string }) {
  const top = Math.max(1, ...data.counts);
  const step = width / data.counts.length;
  const bars = (values: number[]) =>
    values
      .map((value, index) => {
        if (value === 0) return '';
        const tall = Math.max(1.5, (value / top) * height);
        return `M${(index * step).toFixed(1)} ${height}v${-tall.toFixed(1)}h${(step - 0.6).toFixed(1)}V${height}z`;
      })
      .join('');
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} width={width} height={height} preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={bars(data.counts)} className={styles.all} />
      <path d={bars(data.errors)} className={styles.errors} />
    </svg>
  );
});
