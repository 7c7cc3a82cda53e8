import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useMarkers } from '@/app/markers';
import { useDark } from '@/app/theme';
import { messages } from '@/components/messages';
import { useFormat, useMessages } from '@/i18n';
import { PointTable } from './ChartTable';
import { Frame } from './Frame';
import { axes, drawMarkers } from './axes';
import { axisSize, faded, isPowerOfTen, logRange, resolveColor, valueRange } from './plot';
import type { ScatterPoint, ScatterProps } from './types';
import styles from './Chart.module.css';

const radius = 3;

/** What a logarithmic scale draws nought as. */
const least = 0.001;

const decades: uPlot.Axis.Filter = (_, splits) => splits.map((split) => (isPowerOfTen(split) ? split : null));

/** The point nearest to a place, within a finger's breadth. */
export function nearest(u: uPlot, points: readonly ScatterPoint[], left: number, top: number): ScatterPoint | null {
  let best: ScatterPoint | null = null;
  let least = 12 * 12;
  for (const point of points) {
    const x = u.valToPos(point.at, 'x') - left;
    const y = u.valToPos(u.scales.y?.distr === 3 ? Math.max(point.value, least) : point.value, 'y') - top;
    const distance = x * x + y * y;
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}

export default function ScatterChart(props: ScatterProps) {
  const { label, points, height = 220, unit = 'ms', from, to, log = false } = props;
  const t = useMessages(messages);
  const format = useFormat();
  const dark = useDark();
  const markers = useMarkers(props.markers ?? true);
  const host = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef({ props, markers, format });
  latest.current = { props, markers, format };

  const data = useMemo(() => {
    const good = points.filter((point) => !point.failed);
    const bad = points.filter((point) => point.failed);
    const facet = (list: readonly ScatterPoint[]) => [list.map((point) => point.at), list.map((point) => (log ? Math.max(point.value, least) : point.value))];
    return [null, facet(good), facet(bad)] as unknown as uPlot.AlignedData;
  }, [points, log]);
  const drawnData = useRef(data);
  drawnData.current = data;
  const top = useMemo(() => points.reduce((most, point) => Math.max(most, point.value), 0), [points]);
  const highest = useRef(top);
  highest.current = top;
  const lowest = useRef(least);
  lowest.current = useMemo(() => points.reduce((few, point) => Math.min(few, point.value), top), [points, top]);

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const draw = (color: string): uPlot.Series.PathBuilder => {
      const fill = faded(resolveColor(element, color), 0.75);
      return (u, seriesIndex) => {
        const ratio = devicePixelRatio;
        const [xs, ys] = u.data[seriesIndex] as unknown as [number[], number[]];
        const { ctx } = u;
        ctx.save();
        ctx.beginPath();
        ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
        ctx.clip();
        ctx.beginPath();
        for (let index = 0; index < xs.length; index++) {
          const x = u.valToPos(xs[index]!, 'x', true);
          const y = u.valToPos(ys[index]!, 'y', true);
          ctx.moveTo(x + radius * ratio, y);
          ctx.arc(x, y, radius * ratio, 0, 2 * Math.PI);
        }
        ctx.fillStyle = fill;
        ctx.fill();
        ctx.restore();
        return null;
      };
    };
    const facets = [
      { scale: 'x', auto: true },
      { scale: 'y', auto: true },
    ];
    const chart = new uPlot(
      {
        mode: 2,
        width: Math.max(80, element.clientWidth),
        height,
        ms: 1,
        padding: [8, 26, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: true, y: true, uni: 12, setScale: false, dist: 6 }, points: { show: false }, show: true },
        scales: {
          x: { time: true, auto: false, range: () => [latest.current.props.from, latest.current.props.to] },
          y: log
            ? { auto: false, distr: 3, range: () => logRange(lowest.current, highest.current, least) }
            : { auto: false, range: () => valueRange(0, highest.current, 0) },
        },
        axes: axes(element, () => latest.current.format, unit, axisSize).map((axis, index) => (log && index === 1 ? { ...axis, space: 16, filter: decades, grid: { ...axis.grid, filter: decades } } : axis)),
        series: [{}, { facets, paths: draw('var(--series-5)') }, { facets, paths: draw('var(--error)') }] as uPlot.Series[],
        hooks: {
          draw: [(u) => drawMarkers(u, latest.current.markers, [])],
          setSelect: [
            (u) => {
              const { left, top: y, width, height: tall } = u.select;
              if (width < 6 && tall < 6) return;
              const whole = tall < 6 || tall >= u.over.clientHeight - 1;
              latest.current.props.onSelect?.(
                u.posToVal(left, 'x'),
                u.posToVal(left + width, 'x'),
                whole ? 0 : Math.max(0, u.posToVal(y + tall, 'y')),
                whole ? Number.MAX_SAFE_INTEGER : u.posToVal(y, 'y'),
              );
              u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
          setCursor: [
            (u) => {
              const element = tip.current;
              if (!element) return;
              const { left = -1, top: y = -1 } = u.cursor;
              const { props: p, format: f } = latest.current;
              const point = left < 0 ? null : nearest(u, p.points, left, y);
              element.hidden = point === null;
              u.over.style.cursor = point ? 'pointer' : 'crosshair';
              if (!point) return;
              element.textContent = `${point.label ?? ''} ${f.quantity(point.value, p.unit ?? 'ms')} · ${f.timeMs(point.at)}`;
              const x = u.over.offsetLeft + left + 14;
              element.style.transform = `translate(${x + element.offsetWidth > u.root.clientWidth ? x - element.offsetWidth - 28 : x}px, ${Math.max(0, y - 10)}px)`;
            },
          ],
        },
      },
      drawnData.current,
      element,
    );
    const onClick = () => {
      const { left = -1, top: y = -1 } = chart.cursor;
      const point = left < 0 ? null : nearest(chart, latest.current.props.points, left, y);
      if (point) latest.current.props.onPoint?.(point);
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
  }, [height, unit, dark, log]);

  useEffect(() => {
    const chart = plot.current;
    if (!chart) return;
    chart.batch(() => {
      chart.setData(data, true);
      // A scale that is not automatic asks for its range only when it is told to.
      const [min, max] = log ? logRange(lowest.current, highest.current, least) : valueRange(0, highest.current, 0);
      chart.setScale('y', { min, max });
    });
  }, [data, from, to, markers, format, log]);

  return (
    <Frame label={label} height={height} legend={null} table={() => <PointTable label={label} unit={unit} points={points} height={height} onPoint={props.onPoint} />}>
      <div className={styles.plot} role="img" aria-label={label} ref={host}>
        <div ref={tip} className={styles.tip} hidden />
        {points.length === 0 && <p className={styles.overlay}>{t.noData}</p>}
      </div>
    </Frame>
  );
}
