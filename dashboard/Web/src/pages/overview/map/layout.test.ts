import { describe, expect, it } from 'vitest';
import type { MapEdge, MapNode } from '../api';
import { arrowOf, layOut, pathOf, shapeOf, sizeOf } from './layout';

const node = (name: string, kind: MapNode['kind'] = 'resource'): MapNode => ({ name, kind, type: null, state: null, health: null, replicas: 1, traffic: null, systems: [], reasons: [], difference: null });
const edge = (caller: string, callee: string): MapEdge => ({ caller, callee, kind: 'call', system: null, database: null, peer: null, traffic: null, difference: null });

const nodes = ['gateway', 'ordering', 'payments', 'postgres', 'alone'].map((name) => node(name));
const edges = [edge('gateway', 'ordering'), edge('gateway', 'payments'), edge('ordering', 'postgres'), edge('payments', 'postgres'), edge('payments', 'ordering'), edge('ordering', 'payments')];

describe('the layout of the map', () => {
  it('puts callers before callees', () => {
    const { nodes: places } = layOut(nodes, edges, false);
    expect(places.get('gateway')!.x).toBeLessThan(places.get('ordering')!.x);
    expect(places.get('payments')!.x).toBeLessThan(places.get('postgres')!.x);
  });

  it('is the same whatever the order in which things come', () => {
    const one = layOut(nodes, edges, false);
    const other = layOut([...nodes].reverse(), [...edges].reverse(), false);
    expect([...other.nodes].sort()).toEqual([...one.nodes].sort());
    expect(shapeOf([...nodes].reverse(), [...edges].reverse(), false)).toBe(shapeOf(nodes, edges, false));
  });

  it('lets no two nodes overlap, those alone included', () => {
    const { nodes: places } = layOut(nodes, edges, true);
    expect(places.size).toBe(5);
    const boxes = nodes.map((each) => ({ ...places.get(each.name)!, ...sizeOf(each) }));
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1)) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
  });

  it('has a way for each direction of a circle', () => {
    const { edges: ways } = layOut(nodes, edges, false);
    expect(ways.get('payments→ordering')).toBeDefined();
    expect(ways.get('ordering→payments')).toBeDefined();
  });
});

describe('lines', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 50, y: 0 },
    { x: 100, y: 40 },
  ];

  it('run from the first point to the last', () => {
    expect(pathOf(points)).toMatch(/^M0\.0 0\.0.* 100\.0 40\.0$/);
    expect(pathOf(points.slice(0, 2))).toBe('M0.0 0.0L50.0 0.0');
  });

  it('end in an arrow', () => {
    expect(arrowOf(points)).toMatch(/^M100\.0 40\.0L.*z$/);
  });
});
