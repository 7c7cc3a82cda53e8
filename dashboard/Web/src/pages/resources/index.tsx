import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useQuery } from '@/api';
import type { ResourceList } from '@/api/resources';
import { load, pageUrl, save, useUrlFlag, useUrlState } from '@/app';
import { Button, ErrorState, Loading, Page, SearchBox, Split, Tabs, Toolbar } from '@/components';
import { useMessages } from '@/i18n';
import { FilterMenu } from './FilterMenu';
import { messages } from './messages';
import { Parameters } from './Parameters';
import { ResourceDetailsPane } from './ResourceDetailsPane';
import { NoResources, ResourceTable } from './ResourceTable';
import { buildTree, type Filter, type Node } from './tree';

const ResourceGraph = lazy(() => import('./ResourceGraph'));

const foldedKey = 'resources.folded';

export default function ResourcesPage() {
  const t = useMessages(messages);
  const [view] = useUrlState('view', 'table');
  const [text, setText] = useUrlState('q');
  const [types, setTypes] = useUrlState('types');
  const [states, setStates] = useUrlState('states');
  const [healths, setHealths] = useUrlState('healths');
  const [hidden, setHidden] = useUrlFlag('hidden');
  const [selected, setSelected] = useUrlState('resource');
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(load<string[]>(foldedKey, [])));
  const { data, error, refetch } = useQuery<ResourceList>('/api/resources', {}, ['resources']);

  const filter = useMemo<Filter>(() => ({ text, types: list(types), states: list(states), healths: list(healths), hidden }), [text, types, states, healths, hidden]);
  const rows = useMemo(() => data?.items ?? [], [data]);
  const nodes = useMemo(() => buildTree(rows, filter), [rows, filter]);
  const fold = useCallback((next: ReadonlySet<string>) => {
    setFolded(next);
    save(foldedKey, [...next]);
  }, []);
  const close = useCallback(() => setSelected(null), [setSelected]);
  const clear = () => {
    setText(null);
    setTypes(null);
    setStates(null);
    setHealths(null);
  };

  // A link may name a resource that has replicas: the first of them opens.
  const chosen = selected === '' ? null : (rows.find((row) => row.resource.id === selected) ?? rows.find((row) => row.resource.name === selected) ?? null);
  const nested = nodes.some((node) => node.children.length > 0);
  const filtered = text !== '' || types !== '' || states !== '' || healths !== '';

  return (
    <Page title={t.title} tabTitle={chosen ? `${chosen.resource.id} · ${t.title}` : t.title}>
      <Tabs
        label={t.views}
        current={view}
        tabs={[
          { id: 'table', label: t.table, href: pageUrl('/resources', { resource: selected, q: text }), count: rows.length > 0 ? rows.filter((row) => !row.resource.isHidden).length : undefined },
          { id: 'graph', label: t.graph, href: pageUrl('/resources', { view: 'graph', resource: selected, q: text }) },
          { id: 'parameters', label: t.parameters, href: pageUrl('/resources', { view: 'parameters' }) },
        ]}
      />
      <div style={{ height: 12, flex: 'none' }} />
      {view === 'parameters' ? (
        <Parameters />
      ) : (
        <>
          <Toolbar label={t.filters}>
            <SearchBox label={t.filter} value={text} onChange={setText} delay={100} />
            <FilterMenu rows={rows} filter={filter} onTypes={setTypes} onStates={setStates} onHealths={setHealths} hidden={hidden} onHidden={setHidden} />
            {nested && view !== 'graph' && (
              <Button tone="subtle" onClick={() => fold(folded.size > 0 ? new Set() : new Set(foldable(nodes)))}>
                {folded.size > 0 ? t.expandAll : t.collapseAll}
              </Button>
            )}
          </Toolbar>
          {error && !data ? (
            <ErrorState error={error} onRetry={refetch} />
          ) : !data ? (
            <Loading />
          ) : (
            <Split details={chosen && <ResourceDetailsPane key={chosen.resource.id} id={chosen.resource.id} onClose={close} onOpen={setSelected} />}>
              {view === 'graph' ? (
                <Suspense fallback={<Loading />}>
                  <ResourceGraph nodes={nodes} selected={chosen?.resource.name ?? null} onSelect={setSelected} />
                </Suspense>
              ) : (
                <ResourceTable
                  nodes={nodes}
                  cores={data.cores}
                  selected={chosen?.resource.id ?? null}
                  onSelect={setSelected}
                  folded={folded}
                  onToggle={(key) => {
                    const next = new Set(folded);
                    if (!next.delete(key)) next.add(key);
                    fold(next);
                  }}
                  none={<NoResources filtered={filtered} onClear={clear} />}
                />
              )}
            </Split>
          )}
        </>
      )}
    </Page>
  );
}

function list(text: string): string[] {
  return text === '' ? [] : text.split(',');
}

function foldable(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [] : [node.key, ...foldable(node.children)]));
}
