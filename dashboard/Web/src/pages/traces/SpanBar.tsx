import { memo } from 'react';
import { colorOf } from '@/components';
import { useFormat } from '@/i18n';
import { levelColor, levelOf } from '@/pages/logs/LevelMark';
import type { SpanView } from './api';
import { pairs, place } from './waterfall';
import type { View } from './Waterfall';
import styles from './Waterfall.module.css';

/** The most stretches and dots that a bar draws: beyond that nobody tells them apart. */
const most = 60;

interface Props {
  span: SpanView;
  view: View;
  /** Shares of the width at which the axis has its marks. */
  lines: readonly number[];
}

/** A span in time: pale where it only waited to be waited for, solid on the critical path, dots for its log records. */
export const SpanBar = memo(function SpanBar({ span, view, lines }: Props) {
  const format = useFormat();
  const color = colorOf(span.resource);
  const bar = place(span.start, span.duration, view);
  const label = format.duration(span.duration);
  return (
    <span className={styles.lane}>
      <span className={styles.track}>
      {lines.map((line) => (
        <i key={line} className={styles.line} style={{ left: `${line * 100}%` }} />
      ))}
      {bar && (
        <>
          <span className={styles.bar} data-error={span.error || undefined} style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%`, background: `color-mix(in srgb, ${color} 34%, var(--surface))` }} />
          {pairs(span.critical)
            .slice(0, most)
            .map(([start, length], index) => {
              const stretch = place(start, length, view);
              return stretch && <span key={index} className={styles.critical} style={{ left: `${stretch.left * 100}%`, width: `${stretch.width * 100}%`, background: color }} />;
            })}
          <span className={styles.label} style={{ left: `calc(${(bar.left + bar.width) * 100}% + 6px)` }}>
            {label}
          </span>
          {pairs(span.logs)
            .slice(0, most)
            .map(([at, severity], index) => {
              const dot = place(at, 0, view);
              return dot && <i key={index} className={styles.dot} style={{ left: `${dot.left * 100}%`, background: levelColor(levelOf(severity)) }} />;
            })}
        </>
      )}
      </span>
    </span>
  );
});
