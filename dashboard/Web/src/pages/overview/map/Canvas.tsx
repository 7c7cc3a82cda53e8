import '@xyflow/react/dist/base.css';
import { Position, ReactFlow, ReactFlowProvider, useReactFlow, type EdgeMouseHandler, type NodeMouseHandler } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { edgeName, type ServiceMapData } from '../api';
import { messages } from '../messages';
import { CallEdge, type CallFlowEdge } from './CallEdge';
import { layOut, shapeOf, sizeOf, type Layout } from './layout';
import styles from './Map.module.css';
import { ResourceNode, type ResourceFlowNode } from './ResourceNode';

interface Props {
  data: ServiceMapData;
  compared: boolean;
  /** "node gateway" or "edge gateway→payments". */
  selection: string;
  onSelect(selection: string | null): void;
  downwards: boolean;
}

const nodeTypes = { resource: ResourceNode };
const edgeTypes = { call: CallEdge };
/** On a narrow screen names stay readable and the rest is a drag away. */
const fittingOf = (downwards: boolean) => ({ padding: 0.04, maxZoom: 1.1, minZoom: downwards ? 0.55 : 0.2 });

/** Lays out anew only when a node or an edge appears or goes: ticks move nothing. */
function useLayout(data: ServiceMapData, downwards: boolean): { layout: Layout; shape: string } {
  const shape = shapeOf(data.nodes, data.edges, downwards);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const layout = useMemo(() => layOut(data.nodes, data.edges, downwards), [shape]);
  return { layout, shape };
}

function Flow({ data, compared, selection, onSelect, downwards }: Props) {
  const t = useMessages(messages);
  const f = useFormat();
  const { layout, shape } = useLayout(data, downwards);
  const [pointed, setPointed] = useState<string | null>(null);
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const box = useRef<HTMLDivElement>(null);
  const fitting = useMemo(() => fittingOf(downwards), [downwards]);
  const focus = pointed ?? (selection === '' ? null : selection);

  useEffect(() => {
    const fit = () => requestAnimationFrame(() => void fitView(fitting));
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, [shape, fitView, fitting]);

  const near = useMemo(() => {
    if (focus === null) return null;
    const names = new Set<string>();
    for (const edge of data.edges) {
      if (focus === `edge ${edgeName(edge)}` || focus === `node ${edge.caller}` || focus === `node ${edge.callee}`) names.add(edge.caller).add(edge.callee);
    }
    if (focus.startsWith('node ')) names.add(focus.slice(5));
    return names;
  }, [focus, data.edges]);

  const nodes = useMemo<ResourceFlowNode[]>(
    () =>
      data.nodes.map((node) => {
        const size = sizeOf(node);
        const figures = node.traffic;
        return {
          id: node.name,
          type: 'resource',
          position: layout.nodes.get(node.name) ?? { x: 0, y: 0 },
          ...size,
          measured: size,
          handles: [
            { type: 'target' as const, position: Position.Left, x: 0, y: size.height / 2, width: 1, height: 1 },
            { type: 'source' as const, position: Position.Right, x: size.width, y: size.height / 2, width: 1, height: 1 },
          ],
          draggable: false,
          connectable: false,
          selected: selection === `node ${node.name}`,
          ariaLabel: figures ? t.nodeLabel(node.name, f.rate(figures.rate), f.percent(figures.errorShare), f.duration(figures.p95)) : `${node.name}: ${node.state ?? t.noTraffic}`,
          data: { node, compared, dimmed: near !== null && !near.has(node.name) },
        };
      }),
    [data.nodes, layout, compared, selection, near, t, f],
  );

  const edges = useMemo<CallFlowEdge[]>(() => {
    const merged = new Map(data.edges.map((edge) => [edgeName(edge), edge]));
    for (const edge of data.edges) if ((edge.traffic?.count ?? 0) > (merged.get(edgeName(edge))!.traffic?.count ?? 0)) merged.set(edgeName(edge), edge);
    return [...merged.values()].map((edge) => {
      const name = edgeName(edge);
      const lit = focus !== null && (focus === `edge ${name}` || focus === `node ${edge.caller}` || focus === `node ${edge.callee}`);
      return {
        id: name,
        type: 'call',
        source: edge.caller,
        target: edge.callee,
        selected: selection === `edge ${name}`,
        ariaLabel: t.edgeLabel(edge.caller, edge.callee, f.rate(edge.traffic?.rate ?? 0), f.percent(edge.traffic?.errorShare ?? 0)),
        zIndex: lit ? 2 : 0,
        data: { edge, points: layout.edges.get(name) ?? [], compared, lit, dimmed: focus !== null && !lit },
      };
    });
  }, [data.edges, layout, compared, selection, focus, t, f]);

  const onNode: NodeMouseHandler<ResourceFlowNode> = (_, node) => onSelect(selection === `node ${node.id}` ? null : `node ${node.id}`);
  const onEdge: EdgeMouseHandler<CallFlowEdge> = (_, edge) => onSelect(selection === `edge ${edge.id}` ? null : `edge ${edge.id}`);
  return (
    <div
      ref={box}
      className={styles.canvas}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        const id = (event.target as HTMLElement).dataset.id;
        if (id === undefined) return;
        event.preventDefault();
        onSelect(`${id.includes('→') ? 'edge' : 'node'} ${id}`);
      }}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable
        elementsSelectable
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        minZoom={0.2}
        maxZoom={2.5}
        fitView
        fitViewOptions={fitting}
        proOptions={{ hideAttribution: true }}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        onNodeClick={onNode}
        onEdgeClick={onEdge}
        onPaneClick={() => onSelect(null)}
        onNodeMouseEnter={(_, node) => setPointed(`node ${node.id}`)}
        onNodeMouseLeave={() => setPointed(null)}
        onEdgeMouseEnter={(_, edge) => setPointed(`edge ${edge.id}`)}
        onEdgeMouseLeave={() => setPointed(null)}
        aria-label={t.mapHelp}
      />
      <div className={styles.controls}>
        <Button small icon="plus" aria-label={t.zoomIn} onClick={() => void zoomIn()} />
        <Button small icon="minus" aria-label={t.zoomOut} onClick={() => void zoomOut()} />
        <Button small icon="fit" aria-label={t.fit} onClick={() => void fitView(fitting)} />
      </div>
    </div>
  );
}

/** The map itself: zoomed with the buttons, two fingers or Ctrl and the wheel, so that the wheel alone still scrolls the page. */
export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}
