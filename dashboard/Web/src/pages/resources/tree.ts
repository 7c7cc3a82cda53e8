import type { ResourceRow } from '@/api/resources';
import type { Sort } from '@/components';

/** A line of the table: a resource, or a name that several replicas share. */
export interface Node {
  key: string;
  /** The resource, or the first replica of a group. */
  row: ResourceRow;
  /** Of a group; empty otherwise. */
  replicas: ResourceRow[];
  label: string;
  depth: number;
  children: Node[];
}

export interface Filter {
  text: string;
  /** Empty: all. */
  types: readonly string[];
  states: readonly string[];
  healths: readonly string[];
  hidden: boolean;
}

export function matches(row: ResourceRow, filter: Filter): boolean {
  const { resource } = row;
  if (resource.isHidden && !filter.hidden) return false;
  if (filter.types.length > 0 && !filter.types.includes(resource.type)) return false;
  if (filter.states.length > 0 && !filter.states.includes(resource.state ?? 'Unknown')) return false;
  if (filter.healths.length > 0 && !filter.healths.includes(resource.health ?? '')) return false;
  const text = filter.text.trim().toLowerCase();
  if (text === '') return true;
  return [resource.id, resource.name, resource.type, resource.source, resource.state, ...resource.urls.map((url) => url.url)].some((part) => part?.toLowerCase().includes(text));
}

const severity: Record<string, number> = { FailedToStart: 5, RuntimeUnhealthy: 5, Exited: 4, Stopping: 3, Waiting: 3, Starting: 3, Running: 1, Active: 1, Finished: 0 };

/** The one of a group that needs attention most. */
export function worst(rows: readonly ResourceRow[]): ResourceRow {
  const weight = (row: ResourceRow) => (severity[row.resource.state ?? ''] ?? 2) * 10 + (row.resource.health === 'Unhealthy' ? 5 : row.resource.health === 'Degraded' ? 3 : 0);
  return rows.reduce((most, row) => (weight(row) > weight(most) ? row : most));
}

/** Children under their parent, replicas under their name; a child that matches brings its parent along. */
export function buildTree(rows: readonly ResourceRow[], filter: Filter): Node[] {
  const byName = new Map<string, ResourceRow[]>();
  for (const row of rows) {
    const name = row.resource.name.toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  const childrenOf = new Map<string, string[]>();
  const roots: string[] = [];
  for (const [name, group] of byName) {
    const parent = group[0]!.resource.parent?.toLowerCase();
    if (parent && parent !== name && byName.has(parent)) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), name]);
    else roots.push(name);
  }
  const seen = new Set<string>();
  const make = (name: string, depth: number): Node | null => {
    if (seen.has(name)) return null;
    seen.add(name);
    const group = byName.get(name)!;
    const kept = group.filter((row) => matches(row, filter));
    const children = (childrenOf.get(name) ?? []).flatMap((child) => make(child, depth + 1) ?? []);
    if (kept.length === 0 && children.length === 0) return null;
    if (kept.length === 0 && group.every((row) => row.resource.isHidden) && !filter.hidden) return { ...single(group[0]!, depth), children };
    const shown = kept.length === 0 ? group : kept;
    if (group.length === 1) return { ...single(shown[0]!, depth), children };
    const replicas = shown.map((row) => single(row, depth + 1));
    return { key: `name ${name}`, row: worst(shown), replicas: shown, label: group[0]!.resource.name, depth, children: [...replicas, ...children] };
  };
  return roots.flatMap((name) => make(name, 0) ?? []);
}

function single(row: ResourceRow, depth: number): Node {
  return { key: row.resource.id, row, replicas: [], label: row.replicas > 1 ? row.resource.id : row.resource.name, depth, children: [] };
}

const values: Record<string, (node: Node) => string | number> = {
  name: (node) => node.label.toLowerCase(),
  type: (node) => node.row.resource.type,
  state: (node) => node.row.resource.state ?? '',
  started: (node) => node.row.resource.startedAt ?? 0,
  restarts: (node) => node.row.resource.restarts,
  cpu: (node) => total(node, (row) => row.usage?.cpu) ?? -1,
  memory: (node) => total(node, (row) => row.usage?.memory) ?? -1,
  source: (node) => node.row.resource.source ?? '',
};

export function total(node: Node, value: (row: ResourceRow) => number | null | undefined): number | null {
  const rows = node.replicas.length > 0 ? node.replicas : [node.row];
  const known = rows.flatMap((row) => value(row) ?? []);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}

/** The lines that are seen: sorted among siblings, without what is folded. */
export function flatten(nodes: readonly Node[], folded: ReadonlySet<string>, sort: Sort | null): Node[] {
  const value = sort ? values[sort.column] : undefined;
  const sorted = value ? [...nodes].sort((a, b) => compare(value(a), value(b)) * (sort!.descending ? -1 : 1)) : nodes;
  return sorted.flatMap((node) => [node, ...(folded.has(node.key) ? [] : flatten(node.children, folded, sort))]);
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b) : Number(a) - Number(b);
}
