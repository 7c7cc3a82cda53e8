import { PointTable } from './ChartTable';
import type { ScatterProps } from './types';

export default function ScatterChart(props: ScatterProps) {
  return <PointTable label={props.label} unit={props.unit ?? 'ms'} points={props.points} height={props.height ?? 220} onPoint={props.onPoint} />;
}
