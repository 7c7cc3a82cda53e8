import { useQuery } from '@/api';
import { pageUrl, useUrlState } from '@/app';
import { Empty, ErrorState, Loading, Page, Tabs } from '@/components';
import { useMessages } from '@/i18n';
import type { Store } from './api';
import { messages } from './messages';
import { StoreView } from './StoreView';

export default function ExplorersPage() {
  const t = useMessages(messages);
  const [chosen] = useUrlState('store');
  const { data, error, refetch } = useQuery<{ items: Store[] }>('/api/explorers', {}, ['resources']);
  const stores = data?.items ?? [];
  const current = stores.find((store) => store.name === chosen || store.id === chosen) ?? stores[0];
  return (
    <Page title={t.title}>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : !current ? (
        <Empty icon="database" title={t.none}>
          {t.noneHint}
        </Empty>
      ) : (
        <>
          <Tabs
            label={t.stores}
            current={current.id}
            tabs={stores.map((store) => ({ id: store.id, label: store.name, href: pageUrl('/explorers', { store: store.name }) }))}
          />
          <StoreView key={current.id} store={current} />
        </>
      )}
    </Page>
  );
}
