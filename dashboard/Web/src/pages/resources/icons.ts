import type { ResourceSnapshot } from '@/api/resources';
import type { IconName } from '@/components';

/** An icon by what can be looked into, else by type. */
export function iconOf(resource: Pick<ResourceSnapshot, 'type' | 'explorer' | 'name'>): IconName {
  switch (resource.explorer) {
    case 'kafka':
      return 'queue';
    case 's3':
      return 'folder';
    case 'elasticsearch':
      return 'search';
    case 'postgres':
    case 'redis':
      return 'database';
  }
  const type = resource.type.toLowerCase();
  if (type.includes('parameter')) return 'key';
  if (type.includes('external')) return 'globe';
  if (type.includes('project')) return 'code';
  if (type.includes('topic')) return 'queue';
  if (type.includes('bucket')) return 'folder';
  if (type.includes('database') || type.includes('postgres') || type.includes('redis')) return 'database';
  if (type.includes('app') || type.includes('node') || type.includes('vite')) return 'globe';
  if (type.includes('executable')) return 'terminal';
  return 'box';
}
