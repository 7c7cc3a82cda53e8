import type { IconName } from '@/components';
import type { MapEdge, MapNode } from '../api';
import { toneOfVerdict } from '../Change';

const bySystem: [RegExp, IconName][] = [
  [/postgres|mysql|sql|mongo/, 'database'],
  [/redis|memcache|valkey/, 'bolt'],
  [/kafka|rabbit|sqs|servicebus|nats/, 'queue'],
  [/elastic|opensearch/, 'search'],
  [/s3|minio|storage|blob/, 'folder'],
  [/vite|javascript|node|npm|storefront/, 'globe'],
  [/gateway|proxy|yarp/, 'globe'],
];

/** What a node is at a glance: by what its callers say it is, else by its type, else by its name. */
export function iconOf(node: MapNode): IconName {
  if (node.kind === 'topic') return 'queue';
  if (node.kind === 'external') return 'link';
  const words = [...node.systems, node.type ?? '', node.type === 'Project' || node.type === null ? node.name : ''].join(' ').toLowerCase();
  return bySystem.find(([pattern]) => pattern.test(words))?.[1] ?? 'box';
}

export type EdgeTone = 'quiet' | 'fine' | 'warning' | 'error' | 'worse' | 'better' | 'new' | 'same';

/** While comparing, what became of it; else how it goes. */
export function toneOfEdge(edge: MapEdge, compared: boolean): EdgeTone {
  if (compared) return toneOfVerdict(edge.difference?.verdict) ?? 'quiet';
  if (edge.traffic === null) return 'quiet';
  if (edge.traffic.errors === 0) return 'fine';
  return edge.traffic.errorShare < 0.05 ? 'warning' : 'error';
}

/** From 1.2 to 4.5 pixels: ten times the calls are a pixel more. */
export const widthOf = (rate: number): number => Math.min(4.5, 1.2 + Math.max(0, Math.log10(1 + rate * 10)) * 0.9);
