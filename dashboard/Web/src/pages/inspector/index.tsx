import { useQuery } from '@/api';
import { useTimeRange, useUrlState } from '@/app';
import { Empty, ErrorState, Loading, Page, Select } from '@/components';
import { useMessages } from '@/i18n';
import type { Inspection } from './api';
import { messages } from './messages';
import { Overview } from './Overview';
import { ServicePanels } from './ServicePanels';
import styles from './inspector.module.css';

export default function InspectorPage() {
  const t = useMessages(messages);
  const range = useTimeRange();
  const [chosen, choose] = useUrlState('resource');
  const { data, error, refetch } = useQuery<Inspection>('/api/inspector', range.query, ['metrics']);
  const service = data?.items.find((each) => each.name === chosen);
  const names = data?.items.map((each) => each.name) ?? [];
  return (
    <Page
      title={t.title}
      actions={
        names.length > 0 && (
          <Select
            label={t.service}
            value={chosen}
            onChange={(next) => choose(next || null, true)}
            options={[{ value: '', label: t.all }, ...[...new Set(chosen === '' ? names : [...names, chosen])].map((name) => ({ value: name, label: name }))]}
          />
        )
      }
      scroll={service !== undefined}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <Empty icon="inspector" title={t.none}>
          {t.noneHint}
        </Empty>
      ) : chosen === '' ? (
        <>
          <Overview inspection={data} onOpen={(name) => choose(name, true)} />
          <p className={styles.hints}>{t.hints}</p>
        </>
      ) : service ? (
        <ServicePanels inspection={data} service={service} />
      ) : (
        <Empty icon="inspector" title={t.nothing} />
      )}
    </Page>
  );
}
