import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { pageUrl, useUrlState } from '@/app';
import { Card, Empty, ErrorState, Loading, ResourceBadge, VirtualTable, type Column } from '@/components';
import { useFormat, useMessages, type Format } from '@/i18n';
import { useRoutes, type Route } from './api';
import { Change } from './Change';
import { messages } from './messages';
import { Sparkline } from './Sparkline';
import styles from './RouteTable.module.css';

const rowHeight = 40;
const mostRows = 12;

/** The traces that a row tells of. */
const tracesOf = (route: Route, failed = false) => pageUrl('/traces', { route: route.route, resource: route.resource, status: failed ? 'error' : null });

function columnsOf(t: (typeof messages)['en'], f: Format, compared: boolean): Column<Route>[] {
  const number = (id: string, header: string, width: number, value: (route: Route) => number, text: (route: Route) => React.ReactNode, from?: number): Column<Route> => ({
    id,
    header,
    width,
    from,
    align: 'end',
    compare: (a, b) => value(a) - value(b),
    cell: text,
  });
  const columns: Column<Route>[] = [
    { id: 'route', header: t.route, width: 200, grow: true, fixed: true, compare: (a, b) => a.route.localeCompare(b.route), cell: (row) => <Link className={styles.route} href={tracesOf(row)}>{row.route}</Link> },
    { id: 'resource', header: t.resource, width: 150, from: 640, compare: (a, b) => a.resource.localeCompare(b.resource), cell: (row) => <ResourceBadge name={row.resource} link /> },
    { id: 'trend', header: t.trend, width: 144, from: 860, cell: (row) => <Sparkline data={row.sparkline} label={`${t.trend}: ${row.route}`} /> },
    number('rate', t.rate, 84, (row) => row.traffic.rate, (row) => f.rate(row.traffic.rate)),
    number('errors', t.errors, 92, (row) => row.traffic.errorShare, (row) =>
      row.traffic.errors === 0 ? (
        <span className={styles.none}>0</span>
      ) : (
        <Link className={styles.failed} href={tracesOf(row, true)}>
          {f.percent(row.traffic.errorShare)}
        </Link>
      ),
    ),
    number('p50', t.p50, 84, (row) => row.traffic.p50, (row) => f.duration(row.traffic.p50), 760),
    number('p95', t.p95, 84, (row) => row.traffic.p95, (row) => f.duration(row.traffic.p95), 420),
    number('p99', t.p99, 84, (row) => row.traffic.p99, (row) => f.duration(row.traffic.p99), 760),
    number('apdex', t.apdex, 78, (row) => row.traffic.apdex, (row) => <span className={styles.apdex} data-tone={row.traffic.apdex < 0.7 ? 'error' : row.traffic.apdex < 0.85 ? 'warning' : undefined}>{f.number(row.traffic.apdex)}</span>, 700),
  ];
  if (compared) columns.push({ id: 'change', header: t.change, width: 150, fixed: true, compare: (a, b) => (a.difference?.time ?? 0) - (b.difference?.time ?? 0), cell: (row) => row.difference && <Change difference={row.difference} /> });
  return columns;
}

/** Each route with its rate, errors, percentiles and Apdex; a click shows its traces. */
export function RouteTable() {
  const t = useMessages(messages);
  const f = useFormat();
  const [against] = useUrlState('with');
  const [, navigate] = useLocation();
  const [wanted, setWanted] = useState('');
  const { data, error, loading, refetch } = useRoutes(against);
  const columns = useMemo(() => columnsOf(t, f, against !== ''), [t, f, against]);
  const rows = useMemo(() => {
    const text = wanted.trim().toLowerCase();
    const all = data?.items ?? [];
    return text === '' ? all : all.filter((row) => `${row.route} ${row.resource}`.toLowerCase().includes(text));
  }, [data, wanted]);
  return (
    <Card
      title={t.routes}
      className={styles.card}
      actions={<input type="search" className={styles.search} value={wanted} onChange={(event) => setWanted(event.target.value)} placeholder={t.searchRoutes} aria-label={t.searchRoutes} />}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : loading ? (
        <Loading />
      ) : (
        <div className={styles.rows} style={{ height: 34 + rowHeight * Math.min(mostRows, Math.max(4, rows.length)) + 2 }}>
          <VirtualTable
            id="routes"
            label={t.routes}
            rows={rows}
            columns={columns}
            rowHeight={rowHeight}
            rowKey={(row) => `${row.resource} ${row.kind} ${row.route}`}
            rowLabel={(row) => `${row.resource} ${row.route}`}
            onSelect={(row) => navigate(tracesOf(row))}
            empty={<Empty title={t.noRoutes}>{t.noRoutesText}</Empty>}
          />
        </div>
      )}
    </Card>
  );
}
