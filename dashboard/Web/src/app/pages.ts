import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { IconName } from '@/components/Icon';

export type PageName = 'overview' | 'resources' | 'console' | 'logs' | 'traces' | 'metrics' | 'inspector' | 'objectives' | 'explorers' | 'runs' | 'settings';

export interface PageEntry {
  name: PageName;
  path: string;
  /** Addresses below the path that are the page's too; it reads them with `useParams`. */
  routes: readonly string[];
  icon: IconName;
  /** The key that opens it: Aspire's, and some more. */
  key: string | null;
  group: 'watch' | 'measure' | 'look' | 'foot';
  component: LazyExoticComponent<ComponentType>;
}

const modules = import.meta.glob<{ default: ComponentType }>('../pages/*/index.tsx');

function entry(name: PageName, path: string, icon: IconName, key: string | null, group: PageEntry['group'], routes: readonly string[] = []): PageEntry {
  return { name, path, routes: [path, ...routes], icon, key, group, component: lazy(load(name)) };
}

const reloaded = 'dashboard.reloaded';

// A host that was built anew has other chunks: the tab takes the new application once.
function load(name: string): () => Promise<{ default: ComponentType }> {
  return async () => {
    try {
      const module = await modules[`../pages/${name}/index.tsx`]!();
      sessionStorage.removeItem(reloaded);
      return module;
    } catch (error) {
      if (sessionStorage.getItem(reloaded) === null) {
        sessionStorage.setItem(reloaded, '1');
        window.location.reload();
        await new Promise(() => undefined);
      }
      throw error;
    }
  };
}

export const pages: readonly PageEntry[] = [
  entry('overview', '/', 'overview', 'o', 'watch'),
  entry('resources', '/resources', 'resources', 'r', 'watch'),
  entry('console', '/console', 'console', 'c', 'watch'),
  entry('logs', '/logs', 'logs', 's', 'watch'),
  entry('traces', '/traces', 'traces', 't', 'watch', ['/traces/:id']),
  entry('metrics', '/metrics', 'metrics', 'm', 'measure'),
  entry('inspector', '/inspector', 'inspector', null, 'measure'),
  entry('objectives', '/objectives', 'objectives', null, 'measure'),
  entry('explorers', '/explorers', 'explorers', null, 'look', ['/explorers/:resource']),
  entry('runs', '/runs', 'runs', null, 'look'),
  entry('settings', '/settings', 'settings', 'S', 'foot'),
];
