import { memo } from 'react';
import styles from './Sparkline.module.css';

interface Props {
  /** What it shows, with the newest value: all that a screen reader gets of it. */
  label: string;
  /** Each a line; null is a gap. */
  lines: readonly (readonly (number | null)[])[];
  /** CSS colours, one for each line. */
  colors?: readonly string[];
  height?: number;
  /** At least this at the top. */
  atLeast?: number;
  /** A line across. */
  limit?: number;
}

const width = 200;

/** A chart the size of a word, light enough for a table's rows. */
export const Sparkline = memo(function Sparkline({ label, lines, colors, height = 32, atLeast = 0, limit }: Props) {
  const top = Math.max(atLeast, limit ?? 0, ...lines.flatMap((line) => line.filter((value): value is number => value !== null)));
  const y = (value: number) => (top <= 0 ? height - 1.5 : height - 1.5 - (value / top) * (height - 4));
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" height={height} role="img" aria-label={label}>
      {limit !== undefined && top > 0 && <line className={styles.limit} x1={0} x2={width} y1={y(limit)} y2={y(limit)} />}
      {lines.map((line, index) => (
        <path key={index} className={styles.line} style={{ stroke: colors?.[index] ?? `var(--series-${index % 12})` }} d={pathOf(line, y)} />
      ))}
    </svg>
  );
});

/** Gaps stay gaps; a value between two of them is a dash. */
export function pathOf(line: readonly (number | null)[], y: (value: number) => number): string {
  const step = width / Math.max(line.length - 1, 1);
  let path = '';
  let drawing = false;
  line.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const at = `${(index * step).toFixed(1)} ${y(value).toFixed(1)}`;
    path += drawing ? `L${at}` : `M${at}h0.01`;
    if (!drawing) path += `M${at}`;
    drawing = true;
  });
  return path;
}
