import { Graph, layout as dagre } from '@dagrejs/dagre';
import type { MapEdge, MapNode } from '../api';
import { edgeName } from '../api';

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Layout {
  /** The upper left corner of each node. */
  nodes: Map<string, Point>;
  /** The way of each edge, from border to border. */
  edges: Map<string, Point[]>;
}

export const sizeOf = (node: Pick<MapNode, 'kind'>): Size => (node.kind === 'resource' ? { width: 204, height: 60 } : { width: 168, height: 40 });

/** What the layout depends on: while it stays, so does every node. */
export function shapeOf(nodes: readonly MapNode[], edges: readonly MapEdge[], downwards: boolean): string {
  return JSON.stringify([downwards, nodes.map((node) => `${node.kind} ${node.name}`).sort(), [...new Set(edges.map(edgeName))].sort()]);
}

/** Layers along the calls: callers before callees. The same graph is laid out the same way whatever the order in which it came. */
export function layOut(nodes: readonly MapNode[], edges: readonly MapEdge[], downwards: boolean): Layout {
  const graph = new Graph();
  graph.setGraph({ rankdir: downwards ? 'TB' : 'LR', nodesep: downwards ? 18 : 20, ranksep: downwards ? 44 : 92, edgesep: 12, marginx: 12, marginy: 12, acyclicer: 'greedy' });
  graph.setDefaultEdgeLabel(() => ({}));
  const connected = new Set(edges.flatMap((edge) => [edge.caller, edge.callee]));
  const sorted = [...nodes].sort((a, b) => a.name.localeCompare(b.name));
  for (const node of sorted) if (connected.has(node.name)) graph.setNode(node.name, { ...sizeOf(node) });
  const names = [...new Map(edges.map((edge) => [edgeName(edge), edge])).values()].sort((a, b) => edgeName(a).localeCompare(edgeName(b)));
  for (const edge of names) if (edge.caller !== edge.callee) graph.setEdge(edge.caller, edge.callee, { weight: edge.kind === 'reference' ? 1 : 3, minlen: 1 });
  dagre(graph);
  const places = new Map<string, Point>();
  let right = 0;
  let bottom = 0;
  for (const node of sorted) {
    if (!connected.has(node.name)) continue;
    const { x, y, width, height } = graph.node(node.name) as Point & Size;
    places.set(node.name, { x: x - width / 2, y: y - height / 2 });
    right = Math.max(right, x + width / 2);
    bottom = Math.max(bottom, y + height / 2);
  }
  placeLoners(sorted.filter((node) => !connected.has(node.name)), places, right, bottom);
  const ways = new Map<string, Point[]>();
  for (const edge of graph.edges()) ways.set(`${edge.v}→${edge.w}`, (graph.edge(edge) as { points: Point[] }).points);
  return { nodes: places, edges: ways };
}

/** Who has to do with nobody stands in rows below. */
function placeLoners(loners: readonly MapNode[], places: Map<string, Point>, right: number, bottom: number): void {
  const step = 224;
  const columns = Math.max(1, Math.floor(Math.max(right, 3 * step) / step));
  loners.forEach((node, index) => places.set(node.name, { x: 12 + (index % columns) * step, y: bottom + (bottom > 0 ? 40 : 12) + Math.floor(index / columns) * 80 }));
}

/** A smooth line through the middles between points. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first || rest.length === 0) return '';
  const last = rest[rest.length - 1]!;
  const at = (point: Point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
  let path = `M${at(first)}`;
  for (let index = 1; index < points.length - 1; index++) {
    const [here, next] = [points[index]!, points[index + 1]!];
    const end = index === points.length - 2 ? last : { x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 };
    path += `Q${at(here)} ${at(end)}`;
  }
  return points.length === 2 ? `${path}L${at(last)}` : path;
}

/** A small triangle at the end of the way. */
export function arrowOf(points: readonly Point[]): string {
  const [end, before] = [points[points.length - 1]!, points[points.length - 2]!];
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const corner = (turn: number) => `${(end.x - 9 * Math.cos(angle + turn)).toFixed(1)} ${(end.y - 9 * Math.sin(angle + turn)).toFixed(1)}`;
  return `M${end.x.toFixed(1)} ${end.y.toFixed(1)}L${corner(0.42)}L${corner(-0.42)}z`;
}

export const middleOf = (points: readonly Point[]): Point => {
  const half = (points.length - 1) / 2;
  const [a, b] = [points[Math.floor(half)]!, points[Math.ceil(half)]!];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
};
