import { ChartTable } from './ChartTable';
import type { ChartProps } from './types';

export default function TimeChart(props: ChartProps) {
  return <ChartTable label={props.label} unit={props.unit ?? ''} times={props.times} series={props.series} height={props.height ?? 220} />;
}
