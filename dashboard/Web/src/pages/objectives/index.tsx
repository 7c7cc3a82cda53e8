import { useQuery } from '@/api';
import { pageUrl, useTimeRange, useUrlState } from '@/app';
import { Empty, ErrorState, Loading, Page, Tabs } from '@/components';
import { useMessages } from '@/i18n';
import { AlarmTable } from './AlarmTable';
import type { AlarmList, ObjectiveList } from './api';
import { messages } from './messages';
import { ObjectiveTable } from './ObjectiveTable';
import { Receivers } from './Receivers';
import styles from './objectives.module.css';

export default function ObjectivesPage() {
  const t = useMessages(messages);
  const range = useTimeRange();
  const [view] = useUrlState('view', 'objectives');
  const objectives = useQuery<ObjectiveList>('/api/objectives', range.query, ['traces', 'alarms']);
  const alarms = useQuery<AlarmList>('/api/alarms', {}, ['alarms']);
  const items = objectives.data?.items ?? [];
  const broken = items.filter((each) => each.state === 'broken').length;
  const failed = view === 'alarms' ? alarms : objectives;
  return (
    <Page
      title={t.title}
      actions={items.length > 0 && <span className={styles.summary}>{t.summary(items.filter((each) => each.state === 'kept' || each.state === 'warning').length, broken)}</span>}
    >
      <Tabs
        label={t.views}
        current={view}
        tabs={[
          { id: 'objectives', label: t.objectives, href: pageUrl('/objectives'), count: objectives.data?.items.length },
          { id: 'alarms', label: t.alarms, href: pageUrl('/objectives', { view: 'alarms' }), count: alarms.data?.firing },
        ]}
      />
      {failed.error && !failed.data ? (
        <ErrorState error={failed.error} onRetry={failed.refetch} />
      ) : view === 'alarms' ? (
        <Alarms list={alarms.data} />
      ) : !objectives.data ? (
        <Loading />
      ) : items.length === 0 ? (
        <Empty icon="objectives" title={t.none}>
          <code>{t.noneHint}</code>
        </Empty>
      ) : (
        <ObjectiveTable list={objectives.data} />
      )}
    </Page>
  );
}

function Alarms({ list }: { list: AlarmList | undefined }) {
  const t = useMessages(messages);
  if (!list) return <Loading />;
  return (
    <>
      {list.items.length > 0 ? (
        <AlarmTable list={list} />
      ) : list.alerts > 0 ? (
        <Empty icon="success" title={t.quiet}>
          {t.quietHint(list.alerts)}
        </Empty>
      ) : (
        <Empty icon="bell" title={t.noAlerts}>
          <code>{t.noAlertsHint}</code>
        </Empty>
      )}
      <Receivers receivers={list.receivers} />
    </>
  );
}
