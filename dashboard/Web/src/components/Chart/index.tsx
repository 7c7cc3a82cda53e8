import { lazy, Suspense } from 'react';
import type { ChartProps, ScatterProps } from './types';

export type { ChartProps, ChartSeries, ScatterPoint, ScatterProps, Threshold } from './types';

const LazyChart = lazy(() => import('./TimeChart'));
const LazyScatter = lazy(() => import('./ScatterChart'));

/** Height of legend and switch, kept free from the start: a chart that arrives must not move the page. */
const frame = 34;

/** Lines, areas, bars or points over time. Drag to select; markers; a table twin. uPlot comes in a chunk of its own. */
export function Chart(props: ChartProps) {
  return (
    <Suspense fallback={<div style={{ height: (props.height ?? 220) + frame }} aria-busy="true" />}>
      <LazyChart {...props} />
    </Suspense>
  );
}

/** Single happenings over time by value; drawing a rectangle selects them. */
export function Scatter(props: ScatterProps) {
  return (
    <Suspense fallback={<div style={{ height: (props.height ?? 220) + frame }} aria-busy="true" />}>
      <LazyScatter {...props} />
    </Suspense>
  );
}
