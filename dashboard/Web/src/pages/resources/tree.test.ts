import { expect, test } from 'vitest';
import type { ResourceRow, ResourceSnapshot } from '@/api/resources';
import { layered } from './layout';
import { buildTree, flatten, type Filter } from './tree';
import { unreadOf } from './unread';

const none: Filter = { text: '', types: [], states: [], healths: [], hidden: false };

function row(name: string, part: Partial<ResourceSnapshot> = {}, replicas = 1): ResourceRow {
  const resource = { id: name, name, type: 'Project', state: 'Running', health: 'Healthy', parent: null, isHidden: false, source: null, urls: [], startedAt: null, restarts: 0, ...part } as unknown as ResourceSnapshot;
  return { resource, replicas, references: [], referencedBy: [], usage: null, errors: 0 };
}

const shown = (rows: ResourceRow[], filter: Partial<Filter> = {}, folded: string[] = []) => flatten(buildTree(rows, { ...none, ...filter }), new Set(folded), null).map((node) => `${'  '.repeat(node.depth)}${node.label}`);

const graph = [row('catalogdb', { parent: 'postgres', type: 'Database' }), row('postgres'), row('ordering', { id: 'ordering-a' }, 2), row('ordering', { id: 'ordering-b', health: 'Unhealthy' }, 2), row('secret', { isHidden: true })];

test('children stand under their parent, replicas under their name', () => {
  expect(shown(graph)).toEqual(['postgres', '  catalogdb', 'ordering', '  ordering-a', '  ordering-b']);
});

test('a group shows the state of the replica that is worst off', () => {
  expect(buildTree(graph, none).find((node) => node.label === 'ordering')!.row.resource.id).toBe('ordering-b');
});

test('a child that matches brings its parent along', () => {
  expect(shown(graph, { text: 'catalogdb' })).toEqual(['postgres', '  catalogdb']);
});

test('filters by state and health, hidden ones when asked', () => {
  expect(shown(graph, { healths: ['Unhealthy'] })).toEqual(['ordering', '  ordering-b']);
  expect(shown(graph, { text: 'secret' })).toEqual([]);
  expect(shown(graph, { text: 'secret', hidden: true })).toEqual(['secret']);
});

test('what is folded hides its children', () => {
  expect(shown(graph, {}, ['postgres'])).toEqual(['postgres', 'ordering', '  ordering-a', '  ordering-b']);
});

test('parents in a circle still appear', () => {
  expect(shown([row('a', { parent: 'b' }), row('b', { parent: 'a' }), row('c')])).toContain('c');
});

test('the graph puts callers left of what they call, circles or not', () => {
  const places = layered(['gateway', 'ordering', 'db', 'kafka'], [['gateway', 'ordering'], ['ordering', 'db'], ['ordering', 'kafka'], ['db', 'ordering']]);
  expect(places.get('gateway')!.x).toBeLessThan(places.get('ordering')!.x);
  expect(places.get('ordering')!.x).toBeLessThan(places.get('kafka')!.x);
  expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
});

test('unread errors: what came since the last look, all after a restart', () => {
  expect(unreadOf('a', 5, { a: 3 })).toBe(2);
  expect(unreadOf('a', 2, { a: 3 })).toBe(2);
  expect(unreadOf('b', 4, {})).toBe(4);
});
