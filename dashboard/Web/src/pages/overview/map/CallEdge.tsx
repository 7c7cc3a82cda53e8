import { EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useFormat } from '@/i18n';
import type { MapEdge } from '../api';
import { arrowOf, middleOf, pathOf, type Point } from './layout';
import { toneOfEdge, widthOf } from './look';
import styles from './Map.module.css';

export interface EdgeData extends Record<string, unknown> {
  edge: MapEdge;
  points: Point[];
  compared: boolean;
  /** Its ends, or itself, are pointed at or selected. */
  lit: boolean;
  dimmed: boolean;
}

export type CallFlowEdge = Edge<EdgeData, 'call'>;

export const CallEdge = memo(function CallEdge({ data, selected }: EdgeProps<CallFlowEdge>) {
  const f = useFormat();
  if (!data || data.points.length < 2) return null;
  const { edge, points, compared, lit, dimmed } = data;
  const { traffic } = edge;
  const tone = toneOfEdge(edge, compared);
  const path = pathOf(points);
  const middle = middleOf(points);
  const failing = !compared && traffic !== null && traffic.errors > 0;
  const labelled = traffic !== null && (lit || selected || failing);
  return (
    <>
      <g className={styles.edge} data-tone={tone} data-lit={lit || selected || undefined} data-dimmed={dimmed || undefined} data-moving={((lit || failing) && traffic !== null) || undefined} data-kind={edge.kind}>
        <path d={path} className={styles.line} style={{ strokeWidth: widthOf(traffic?.rate ?? 0) }} />
        {traffic !== null && <path d={path} className={styles.flow} />}
        <path d={arrowOf(points)} className={styles.arrow} />
        <path d={path} className={styles.reach} />
      </g>
      {labelled && (
        <EdgeLabelRenderer>
          <span className={styles.label} data-tone={tone} data-dimmed={dimmed || undefined} style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}>
            {lit || selected ? f.rate(traffic.rate) : null}
            {traffic.errors > 0 && <b>{f.percent(traffic.errorShare)}</b>}
            {(lit || selected) && <span>{f.duration(traffic.p95)}</span>}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
