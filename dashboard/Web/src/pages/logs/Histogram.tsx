import { useMemo } from 'react';
import { useQuery, type QueryParameters } from '@/api';
import type { TimeRange } from '@/app';
import { Chart, type ChartSeries } from '@/components';
import { useMessages } from '@/i18n';
import type { LevelCounts } from './api';
import { levelColor } from './LevelMark';
import { messages } from './messages';
import styles from './Logs.module.css';

/** How many records of each level there were; drag to zoom. */
export function Histogram({ filter, range }: { filter: QueryParameters; range: TimeRange }) {
  const t = useMessages(messages);
  const { data } = useQuery<LevelCounts>('/api/logs/levels', { ...filter, ...range.query, bars: 80 }, ['logs']);
  const times = useMemo(() => (data ? Array.from({ length: data.series[0]?.counts.length ?? 0 }, (_, index) => data.from + (index + 0.5) * data.step) : []), [data]);
  const series = useMemo<ChartSeries[]>(
    () => (data?.series ?? []).map(({ level, counts }) => ({ id: level, label: t.levelName(level), values: counts, kind: 'bar', color: levelColor(level) })),
    [data, t],
  );
  return (
    <div className={styles.histogram}>
      <Chart label={t.histogram} times={times} series={series} from={range.from} to={range.to} height={72} stacked legend={false} unit="1" onSelect={range.zoom} />
    </div>
  );
}
