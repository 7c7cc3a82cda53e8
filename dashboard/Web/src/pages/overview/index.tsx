import { lazy, Suspense } from 'react';
import { ErrorState, Icon, Loading, Page } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { useOverview } from './api';
import { CompareControl } from './CompareControl';
import { Failures } from './Failures';
import { GettingStarted } from './GettingStarted';
import { messages } from './messages';
import { RouteTable } from './RouteTable';
import { Summary } from './Summary';
import styles from './Overview.module.css';

const ServiceMap = lazy(() => import('./map'));

export default function OverviewPage() {
  const t = useMessages(messages);
  const f = useFormat();
  const { data, error, loading, refetch } = useOverview();
  const empty = data !== undefined && !data.hasTelemetry && data.failures.length === 0;
  return (
    <Page title={t.title} scroll actions={empty ? undefined : <CompareControl />}>
      <div className={styles.overview}>
        {error && !data ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : loading || !data ? (
          <div className={styles.skeleton}>
            <Loading />
          </div>
        ) : empty ? (
          <>
            <GettingStarted hasHost={data.hasHost} />
            {data.hasHost && (
              <Suspense fallback={<div className={styles.mapSpace} />}>
                <ServiceMap />
              </Suspense>
            )}
          </>
        ) : (
          <>
            <Failures overview={data} />
            <Summary overview={data} />
            {data.behind > 50_000 && (
              <p className={styles.lag} role="status">
                <Icon name="clock" size={14} /> {t.behind(f.number(data.behind))}
              </p>
            )}
            <Suspense fallback={<div className={styles.mapSpace} />}>
              <ServiceMap />
            </Suspense>
            <RouteTable />
            {data.missed > 0 && <p className={styles.lag}>{t.missed(f.number(data.missed))}</p>}
          </>
        )}
      </div>
    </Page>
  );
}
