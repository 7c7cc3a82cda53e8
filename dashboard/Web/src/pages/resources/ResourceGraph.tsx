import { Background, Controls, Handle, MarkerType, Position, ReactFlow, type Edge, type Node as FlowNode, type NodeProps } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { memo, useMemo } from 'react';
import { colorOf, Empty, Icon, StateIcon, toneOf } from '@/components';
import { useMessages } from '@/i18n';
import { useDark } from '@/app/theme';
import { iconOf } from './icons';
import { layered } from './layout';
import { messages } from './messages';
import type { Node } from './tree';
import styles from './Resources.module.css';

interface Data extends Record<string, unknown> {
  node: Node;
  state: string;
  faded: boolean;
}

const GraphNode = memo(function GraphNode({ data, selected }: NodeProps<FlowNode<Data>>) {
  const { resource } = data.node.row;
  return (
    <div className={styles.node} data-selected={selected || undefined} data-faded={data.faded || undefined}>
      <Handle type="target" position={Position.Left} isConnectable={false} style={{ opacity: 0 }} />
      <span className={styles.icon} style={{ color: colorOf(resource.name) }}>
        <Icon name={iconOf(resource)} size={20} />
      </span>
      <div>
        <strong>{resource.name}</strong>
        <small>{data.state}</small>
      </div>
      <StateIcon tone={toneOf(resource.state, resource.stateStyle, resource.health)} />
      <Handle type="source" position={Position.Right} isConnectable={false} style={{ opacity: 0 }} />
    </div>
  );
});

const nodeTypes = { resource: GraphNode };

function all(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...all(node.children.filter((child) => !node.replicas.includes(child.row)))]);
}

/** Resources and their references, callers at the left. Selecting one fades what it has nothing to do with. */
export default function ResourceGraph({ nodes, selected, onSelect }: { nodes: readonly Node[]; selected: string | null; onSelect(name: string | null): void }) {
  const t = useMessages(messages);
  const dark = useDark();
  const flat = useMemo(() => all(nodes), [nodes]);
  const links = useMemo(() => {
    const names = new Set(flat.map((node) => node.row.resource.name));
    const found = new Map<string, { from: string; to: string; type: string }>();
    for (const node of flat)
      for (const reference of node.row.references) {
        if (!names.has(reference.resourceName) || reference.resourceName === node.row.resource.name) continue;
        const key = `${node.row.resource.name} ${reference.resourceName}`;
        if (!found.has(key) || reference.type === 'Reference') found.set(key, { from: node.row.resource.name, to: reference.resourceName, type: reference.type });
      }
    return [...found.values()];
  }, [flat]);
  const places = useMemo(() => layered(flat.map((node) => node.row.resource.name), links.map((link) => [link.from, link.to] as const)), [flat, links]);
  const near = useMemo(() => (selected === null ? null : new Set([selected, ...links.flatMap((link) => (link.from === selected ? [link.to] : link.to === selected ? [link.from] : []))])), [links, selected]);

  const flowNodes = useMemo<FlowNode<Data>[]>(
    () =>
      flat.map((node) => {
        const { name, state, health } = node.row.resource;
        const place = places.get(name)!;
        const text = health && health !== 'Healthy' ? (t.healths[health] ?? health) : (t.states[state ?? 'Unknown'] ?? state ?? '');
        return {
          id: name,
          type: 'resource',
          position: { x: place.x * 270, y: place.y * 76 },
          data: { node, state: node.replicas.length > 0 ? `${text} · ${t.replicas(node.replicas.length)}` : text, faded: near !== null && !near.has(name) },
          selected: name === selected,
          ariaLabel: `${name}, ${text}`,
          width: 190,
          height: 52,
        };
      }),
    [flat, places, near, selected, t],
  );
  const flowEdges = useMemo<Edge[]>(
    () =>
      links.map((link) => {
        const active = selected !== null && (link.from === selected || link.to === selected);
        const color = active ? 'var(--accent)' : 'var(--text-3)';
        return {
          id: `${link.from} ${link.to}`,
          source: link.from,
          target: link.to,
          type: 'default',
          focusable: false,
          style: { stroke: color, strokeWidth: active ? 2 : 1, opacity: selected !== null && !active ? 0.15 : 0.7, strokeDasharray: link.type === 'Reference' ? undefined : '4 4' },
          markerEnd: { type: MarkerType.ArrowClosed, color, width: 14, height: 14 },
        };
      }),
    [links, selected],
  );

  if (flat.length === 0) return <Empty title={t.noMatch} icon="graph">{t.noMatchText}</Empty>;
  return (
    <div className={styles.graph} role="group" aria-label={t.graphLabel}>
      <ReactFlow
        nodes={flowNodes}
        edges={flowEdges}
        nodeTypes={nodeTypes}
        colorMode={dark ? 'dark' : 'light'}
        fitView
        fitViewOptions={{ maxZoom: 1.15 }}
        minZoom={0.2}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        onNodeClick={(_, node) => onSelect(node.id)}
        onPaneClick={() => onSelect(null)}
      >
        <Background gap={24} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
