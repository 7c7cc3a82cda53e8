import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useQuery } from '@/api';
import { pageUrl, useTimeRange, useUrlState } from '@/app';
import { Chart, Empty, ErrorState, Loading, Select, Tabs, Toolbar, type ChartSeries } from '@/components';
import { Icon } from '@/components/Icon';
import { useMessages } from '@/i18n';
import type { MetricChart, Show } from './api';
import { ChangesTable } from './ChangesTable';
import { DimensionFilters } from './DimensionFilters';
import { Exemplars } from './Exemplars';
import { messages } from './messages';
import { dotsOf, labelOf, showsOf, unitOf } from './reading';
import styles from './metrics.module.css';

interface Props {
  resource: string;
  meter: string;
  instrument: string;
}

export function InstrumentView({ resource, meter, instrument }: Props) {
  const t = useMessages(messages);
  const range = useTimeRange();
  const [, navigate] = useLocation();
  const [view] = useUrlState('view', 'graph');
  const [filter, setFilter] = useUrlState('filter');
  const [splitText, setSplit] = useUrlState('split');
  const [show, setShow] = useUrlState('show');
  const split = splitText === '' ? [] : splitText.split('\n');
  const { data: chart, error, refetch } = useQuery<MetricChart>(
    '/api/metrics/series',
    { ...range.query, resource, meter, instrument, filter, split: splitText, show },
    ['metrics'],
  );
  const dots = useMemo(() => (chart ? dotsOf(chart) : null), [chart]);
  const series = useMemo<ChartSeries[]>(() => {
    if (!chart || !dots) return [];
    const single = chart.lines.length === 1;
    return [
      ...chart.lines.map((line, index): ChartSeries => {
        const label = labelOf(line, t[chart.show]);
        return { id: label, label, values: line.values, kind: single ? 'area' : 'line', color: single ? 'var(--accent)' : `var(--series-${index % 12})` };
      }),
      ...(dots.values.some((value) => value !== null) ? [{ id: 'exemplars', label: t.exemplars, values: dots.values, kind: 'points' as const, color: 'var(--warn)' }] : []),
    ];
  }, [chart, dots, t]);

  if (error && !chart) return <ErrorState error={error} onRetry={refetch} />;
  if (!chart) return <Loading />;
  const unit = unitOf(chart);
  const state = { resource, meter, instrument, filter, split: splitText, show };
  const measured = chart.lines.some((line) => line.values.some((value) => value !== null));
  return (
    <section className={styles.view} aria-label={instrument}>
      <header className={styles.about}>
        <h2>{chart.instrument}</h2>
        <p>
          {chart.description}
          {chart.unit !== '' && chart.unit !== '1' && <code>{chart.unit}</code>}
        </p>
      </header>
      <Toolbar label={t.dimensions}>
        {showsOf(chart.kind).length > 1 && (
          <Select label={t.show} showLabel value={chart.show} options={showsOf(chart.kind).map((each: Show) => ({ value: each, label: t[each] }))} onChange={(next) => setShow(next)} />
        )}
        <DimensionFilters dimensions={chart.dimensions} filter={filter} onFilter={(next) => setFilter(next || null)} split={split} onSplit={(next) => setSplit(next.join('\n') || null)} />
      </Toolbar>
      {(chart.overflow || chart.omitted > 0) && (
        <p className={styles.warning} role="status">
          <Icon name="warning" size={15} /> {chart.overflow && t.overflow} {chart.refused > 0 && t.refused(chart.refused)} {chart.omitted > 0 && t.omitted(chart.omitted)}
        </p>
      )}
      <Tabs
        label={t.views}
        current={view}
        tabs={[
          { id: 'graph', label: t.graph, href: pageUrl('/metrics', state) },
          { id: 'table', label: t.table, href: pageUrl('/metrics', { ...state, view: 'table' }) },
        ]}
      />
      {view === 'table' ? (
        <div data-fills>
          <ChangesTable chart={chart} />
        </div>
      ) : !measured ? (
        <Empty icon="metrics" title={t.nothing} />
      ) : (
        <div className={styles.graph}>
          <Chart
            label={`${resource} ${instrument}`}
            times={chart.times}
            series={series}
            from={chart.from}
            to={chart.to}
            unit={unit}
            height={340}
            legend
            onSelect={range.zoom}
            onPoint={(point, index) => {
              const trace = dots?.traces[index];
              if (point.id === 'exemplars' && trace) navigate(pageUrl(`/traces/${trace}`));
            }}
          />
          <Exemplars exemplars={chart.exemplars} unit={chart.unit} />
        </div>
      )}
    </section>
  );
}
