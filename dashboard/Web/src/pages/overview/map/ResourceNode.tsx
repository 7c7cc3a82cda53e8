import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { Icon, toneOf } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { MapNode } from '../api';
import { toneOfVerdict } from '../Change';
import { messages } from '../messages';
import { iconOf } from './look';
import styles from './Map.module.css';

export interface NodeData extends Record<string, unknown> {
  node: MapNode;
  compared: boolean;
  dimmed: boolean;
}

export type ResourceFlowNode = Node<NodeData, 'resource'>;

const around = 2 * Math.PI * 16;

/** How much of it failed, as a ring. */
function Ring({ share, quiet }: { share: number; quiet: boolean }) {
  return (
    <svg className={styles.ring} viewBox="0 0 38 38" width={38} height={38} aria-hidden="true">
      <circle cx={19} cy={19} r={16} className={quiet ? styles.ringQuiet : styles.ringFine} />
      {share > 0 && <circle cx={19} cy={19} r={16} className={styles.ringErrors} strokeDasharray={`${Math.max(3, share * around)} ${around}`} transform="rotate(-90 19 19)" />}
    </svg>
  );
}

export const ResourceNode = memo(function ResourceNode({ data, selected }: NodeProps<ResourceFlowNode>) {
  const t = useMessages(messages);
  const f = useFormat();
  const { node, compared, dimmed } = data;
  const { traffic } = node;
  const tone = node.state === null ? undefined : toneOf(node.state, null, node.health);
  return (
    <div
      className={styles.node}
      data-kind={node.kind}
      data-tone={compared ? toneOfVerdict(node.difference?.verdict) : undefined}
      data-state={tone}
      data-selected={selected || undefined}
      data-dimmed={dimmed || undefined}
      data-quiet={traffic === null || undefined}
      data-testid={`node-${node.name}`}
    >
      <Handle type="target" position={Position.Left} className={styles.handle} isConnectable={false} />
      <span className={styles.glyph}>
        {node.kind === 'resource' && <Ring share={traffic?.errorShare ?? 0} quiet={traffic === null} />}
        <Icon name={iconOf(node)} size={node.kind === 'resource' ? 18 : 16} />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>
          {tone && <i className={styles.dot} data-tone={tone} />}
          <span className={styles.nameText}>{node.name}</span>
          {node.replicas > 1 && <small className={styles.replicas}>×{node.replicas}</small>}
        </span>
        {node.kind === 'resource' && (
          <span className={styles.figures}>
            {traffic === null ? (
              node.state && node.state !== 'Running' ? node.state : t.noTraffic
            ) : (
              <>
                <span>{f.rate(traffic.rate)}</span>
                {traffic.errors > 0 && <span className={styles.failed}>{f.percent(traffic.errorShare)}</span>}
                <span>{f.duration(traffic.p95)}</span>
              </>
            )}
          </span>
        )}
      </span>
      <Handle type="source" position={Position.Right} className={styles.handle} isConnectable={false} />
    </div>
  );
});
