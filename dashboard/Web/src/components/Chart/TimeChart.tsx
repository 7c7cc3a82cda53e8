import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useMarkers } from '@/app/markers';
import { useDark } from '@/app/theme';
import { messages } from '@/components/messages';
import { useFormat, useMessages, type Format } from '@/i18n';
import { ChartTable } from './ChartTable';
import { Frame } from './Frame';
import { axes, drawMarkers, type MarkerLine } from './axes';
import { axisSize, colorOfSeries, faded, resolveColor, stack, valueRange } from './plot';
import { showTip } from './tip';
import type { ChartProps, ChartSeries } from './types';
import styles from './Chart.module.css';

interface Latest {
  props: ChartProps;
  markers: readonly MarkerLine[];
  format: Format;
}

export default function TimeChart(props: ChartProps) {
  const { label, series, times, height = 220, unit = '', legend = true, from, to } = props;
  const t = useMessages(messages);
  const format = useFormat();
  const dark = useDark();
  const markers = useMarkers(props.markers ?? true);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const host = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef<Latest>({ props, markers, format });
  latest.current = { props, markers, format };

  const shown = useMemo(() => series.filter((each) => !hidden.has(each.id)), [series, hidden]);
  // Stacked series are drawn from the top down, so that each covers what lies below it.
  const order = useMemo(() => (props.stacked ? [...shown].reverse() : shown), [shown, props.stacked]);
  const data = useMemo<uPlot.AlignedData>(() => {
    const values = props.stacked ? stack(shown).reverse() : order.map((each) => each.values);
    return [times as number[], ...(values as (number | null)[][])];
  }, [times, shown, order, props.stacked]);
  const structure = JSON.stringify([order.map((each) => [each.id, each.label, each.kind, each.color, each.dashed]), unit, height, props.stacked, props.max, dark, props.onSelect !== undefined]);

  const drawn = useRef({ order, data });
  drawn.current = { order, data };

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const current = drawn.current;
    const chart = new uPlot(
      {
        width: Math.max(80, element.clientWidth),
        height,
        ms: 1,
        padding: [8, 26, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: props.onSelect !== undefined, y: false, setScale: false, dist: 6 }, points: { size: 7 } },
        scales: {
          x: { time: true, range: () => [latest.current.props.from, latest.current.props.to] },
          y: { range: (_, low, high) => valueRange(low, high, Math.max(latest.current.props.max ?? 0, ...(latest.current.props.thresholds ?? []).map((each) => each.value))) },
        },
        axes: axes(element, () => latest.current.format, unit, axisSize),
        series: [{}, ...current.order.map((each) => seriesOptions(element, each, props.stacked ?? false))],
        hooks: {
          draw: [(u) => drawMarkers(u, latest.current.markers, latest.current.props.thresholds ?? [])],
          setSelect: [
            (u) => {
              const { left, width } = u.select;
              if (width < 6) return;
              latest.current.props.onSelect?.(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
              u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
          setCursor: [
            (u) => {
              const { format: f, props: p, markers: m } = latest.current;
              showTip(u, tip.current, f, m, drawn.current.order.map((each) => ({ label: each.label, color: colorOfSeries(each), value: each.values[u.cursor.idx ?? -1] })), p.unit ?? '');
            },
          ],
        },
      },
      current.data,
      element,
    );
    const onClick = () => {
      const index = chart.cursor.idx;
      const { onPoint } = latest.current.props;
      if (!onPoint || index === null || index === undefined) return;
      const top = chart.cursor.top ?? 0;
      let best: { series: ChartSeries; distance: number } | undefined;
      drawn.current.order.forEach((each, at) => {
        const value = drawn.current.data[at + 1]?.[index];
        if (value === null || value === undefined) return;
        const distance = Math.abs(chart.valToPos(value, 'y') - top);
        if (distance < 16 && (!best || distance < best.distance)) best = { series: each, distance };
      });
      if (best) onPoint(best.series, index);
    };
    chart.over.addEventListener('click', onClick);
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) chart.setSize({ width: element.clientWidth, height });
    });
    observer.observe(element);
    plot.current = chart;
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = undefined;
    };
    // Data and range come by setData below; the structure holds all else.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [structure]);

  useEffect(() => {
    plot.current?.setData(data, true);
  }, [data, from, to, markers, format]);

  const toggle = (id: string) =>
    setHidden((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  return (
    <Frame
      label={label}
      height={height}
      table={() => <ChartTable label={label} unit={unit} times={times} series={series} height={height} />}
      legend={
        legend &&
        series.map((each) => (
          <button key={each.id} type="button" className={styles.key} aria-pressed={!hidden.has(each.id)} onClick={() => toggle(each.id)}>
            <i style={{ background: colorOfSeries(each) }} />
            {each.label}
          </button>
        ))
      }
    >
      <div className={styles.plot} role="img" aria-label={label} ref={host}>
        <div ref={tip} className={styles.tip} hidden />
        {times.length === 0 && <p className={styles.overlay}>{t.noData}</p>}
      </div>
    </Frame>
  );
}

function seriesOptions(element: Element, series: ChartSeries, stacked: boolean): uPlot.Series {
  const color = resolveColor(element, colorOfSeries(series));
  const kind = series.kind ?? 'line';
  const base: uPlot.Series = { label: series.label, stroke: color, width: kind === 'points' ? 0 : 1.7, spanGaps: false, points: { show: kind === 'points', size: 5, fill: color } };
  if (series.dashed) base.dash = [5, 4];
  if (kind === 'area') base.fill = faded(color, stacked ? 0.85 : 0.16);
  if (kind === 'bar') {
    base.fill = stacked ? color : faded(color, 0.8);
    base.width = 0;
    base.paths = uPlot.paths.bars!({ size: [0.8, 40, 1], align: 0 });
  }
  return base;
}
