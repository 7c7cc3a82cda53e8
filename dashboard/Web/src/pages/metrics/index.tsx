import { remove, useQuery } from '@/api';
import { useUrlState } from '@/app';
import { Button, Empty, ErrorState, Loading, Page } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { MetricTree } from './api';
import { InstrumentTree } from './InstrumentTree';
import { InstrumentView } from './InstrumentView';
import { messages } from './messages';
import styles from './metrics.module.css';

export default function MetricsPage() {
  const t = useMessages(messages);
  const format = useFormat();
  const [resource] = useUrlState('resource');
  const [meter] = useUrlState('meter');
  const [instrument] = useUrlState('instrument');
  const { data, error, refetch } = useQuery<MetricTree>('/api/metrics/instruments', {}, ['metrics']);
  const chosen = resource !== '' && instrument !== '';
  return (
    <Page
      title={t.title}
      actions={
        resource !== '' && (
          <Button icon="trash" title={t.clearHint(resource)} onClick={() => void remove('/api/metrics', { resource }).then(refetch)}>
            {t.clear}
          </Button>
        )
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <Empty icon="metrics" title={t.none}>
          {t.noneHint}
        </Empty>
      ) : (
        <>
          <div className={styles.columns} data-chosen={chosen || undefined}>
            <InstrumentTree resources={data.items} resource={resource} meter={meter} instrument={instrument} />
            {chosen ? (
              <InstrumentView key={`${resource}\n${meter}\n${instrument}`} resource={resource} meter={meter} instrument={instrument} />
            ) : (
              <Empty icon="metrics" title={t.choose}>
                {t.chooseHint}
              </Empty>
            )}
          </div>
          {data.dropped > 0 && data.oldest !== null && <p className={styles.hint}>{t.dropped(format.compact(data.dropped), format.dateTime(data.oldest))}</p>}
        </>
      )}
    </Page>
  );
}
