import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useQuery } from '@/api';
import { pageUrl, setUrl, useTimeRange, useUrlFlag, useUrlState } from '@/app';
import { Button, Empty, ErrorState, Loading, Page, Scatter, Select, VirtualTable, type Column, type ScatterPoint } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { ClearMenu } from '@/pages/logs/ClearMenu';
import { Chip, FilterBar, useSearch } from '@/pages/logs/FilterBar';
import { withCurrent } from '@/pages/logs/senders';
import { workTypes, type TraceItem, type TracePage, type TracePoints } from './api';
import { messages } from './messages';
import { formatSelection, parseSelection } from './selection';
import { TraceName, TraceResources } from './TraceCells';
import styles from './Traces.module.css';

const keyOf = (trace: TraceItem) => trace.id;
const step = 200;
const thresholds = [10, 50, 100, 250, 500, 1000, 5000];

/** All traces of the time range, and each as a dot by its duration. */
export function TraceList() {
  const t = useMessages(messages);
  const format = useFormat();
  const range = useTimeRange();
  const search = useSearch();
  const [, navigate] = useLocation();
  const [resource, setResource] = useUrlState('resource');
  const [type, setType] = useUrlState('type');
  const [status, setStatus] = useUrlState('status');
  const [least, setLeast] = useUrlState('min');
  const [route, setRoute] = useUrlState('route');
  const [edge, setEdge] = useUrlState('edge');
  const [selected, setSelected] = useUrlState('sel');
  const [noScatter, setNoScatter] = useUrlFlag('plain');
  const [limit, setLimit] = useState(step);

  const filter = useMemo(() => ({ q: search.query, resource, type, status, min: least, route, edge }), [search.query, resource, type, status, least, route, edge]);
  const selection = useMemo(() => parseSelection(selected), [selected]);
  const within = selection ? { from: selection.from, to: selection.to, min: Math.max(selection.low, Number(least) || 0), max: selection.high } : {};
  const list = useQuery<TracePage>('/api/traces', { ...filter, ...range.query, ...within, limit }, ['traces']);
  const points = useQuery<TracePoints>(noScatter ? null : '/api/traces/points', { ...filter, ...range.query, limit: 2000 }, ['traces']);
  const senders = useQuery<{ items: string[] }>('/api/senders', {}, ['traces']);

  const items = list.data?.items ?? [];
  const longest = useMemo(() => items.reduce((most, trace) => Math.max(most, trace.duration), 0), [items]);
  const filtered = Object.values(filter).some((value) => value !== '') || selection !== null;
  const reset = () => setUrl({ q: null, f: null, resource: null, type: null, status: null, min: null, route: null, edge: null, sel: null });
  const open = useCallback((id: string) => navigate(pageUrl(`/traces/${id}`)), [navigate]);

  const columns = useMemo<Column<TraceItem>[]>(
    () => [
      { id: 'start', header: t.start, width: 134, mono: true, from: 420, cell: (trace) => <time title={format.full(trace.start)}>{format.timeMs(trace.start)}</time> },
      { id: 'name', header: t.name, width: 190, grow: true, fixed: true, cell: (trace) => <TraceName trace={trace} /> },
      { id: 'resources', header: t.spans, width: 480, from: 760, cell: (trace) => <TraceResources resources={trace.resources} /> },
      {
        id: 'duration',
        header: t.duration,
        width: 170,
        fixed: true,
        cell: (trace) => (
          <span className={styles.duration}>
            <span className={styles.durationBar} data-status={trace.status} style={{ inlineSize: `${longest > 0 ? Math.max(1.5, (trace.duration / longest) * 100) : 0}%` }} />
            <span className={styles.durationText}>{format.duration(trace.duration)}</span>
          </span>
        ),
      },
    ],
    [t, format, longest],
  );

  const dots = useMemo<ScatterPoint[]>(
    () => (points.data?.items ?? []).map((point) => ({ key: point.id, at: point.start, value: point.duration, failed: point.status !== 'ok', label: t.statusName(point.status) })),
    [points.data, t],
  );

  return (
    <Page
      title={t.title}
      actions={
        <>
          <Button small icon="graph" pressed={!noScatter} onClick={() => setNoScatter(!noScatter)}>
            {t.showScatter}
          </Button>
          <ClearMenu path="/api/traces" resource={resource} onCleared={list.refetch} texts={{ title: t.clearTitle, text: t.clearText(resource) }} />
        </>
      }
    >
      <FilterBar
        signal="traces"
        search={search}
        label={t.search}
        error={list.error?.status === 400 ? (list.error.detail ?? list.error.title) : null}
        chips={
          selection || route !== '' || edge !== '' ? (
            <>
              {selection && (
                <Chip label={t.removeSelection} onRemove={() => setSelected(null)}>
                  {t.selection(format.time(selection.from), format.time(selection.to), format.duration(selection.low), format.duration(selection.high))}
                </Chip>
              )}
              {route !== '' && (
                <Chip label={t.removeFilter} onRemove={() => setRoute(null)}>
                  {t.route(route)}
                </Chip>
              )}
              {edge !== '' && (
                <Chip label={t.removeFilter} onRemove={() => setEdge(null)}>
                  {t.edge(edge)}
                </Chip>
              )}
            </>
          ) : null
        }
      >
        <Select
          label={t.resource}
          value={resource}
          onChange={(value) => setResource(value || null)}
          options={[{ value: '', label: t.allResources }, ...withCurrent(senders.data?.items ?? [], resource).map((name) => ({ value: name, label: name }))]}
        />
        <Select label={t.type} value={type} onChange={(value) => setType(value || null)} options={[{ value: '', label: t.allTypes }, ...workTypes.map((each) => ({ value: each, label: t.typeName(each) }))]} />
        <Select
          label={t.status}
          value={status}
          onChange={(value) => setStatus(value || null)}
          options={[
            { value: '', label: t.allStatuses },
            { value: 'error', label: t.anyError },
            { value: 'failed', label: t.statusName('error') },
            { value: 'handled', label: t.statusName('handled') },
            { value: 'ok', label: t.statusName('ok') },
          ]}
        />
        <Select
          label={t.minimum}
          value={least}
          onChange={(value) => setLeast(value || null)}
          options={[{ value: '', label: t.anyDuration }, ...withCurrent(thresholds.map(String), least).map((each) => ({ value: each, label: t.atLeast(format.duration(Number(each))) }))]}
        />
      </FilterBar>
      {!noScatter && (
        <div className={styles.scatter}>
          <Scatter
            label={t.scatter}
            points={dots}
            from={range.from}
            to={range.to}
            unit="ms"
            height={150}
            log
            onSelect={(from, to, low, high) => setSelected(formatSelection({ from, to, low, high }), true)}
            onPoint={(point) => open(point.key)}
          />
          <p className={styles.hint}>
            {t.scatterHint} {points.data?.sampled && t.sampled(format.number(points.data.items.length), format.number(points.data.total))}
          </p>
        </div>
      )}
      {list.error && list.error.status !== 400 && !list.data ? (
        <ErrorState error={list.error} onRetry={list.refetch} />
      ) : list.loading ? (
        <Loading />
      ) : (
        <VirtualTable
          id="traces"
          label={t.table}
          rows={items}
          columns={columns}
          rowKey={keyOf}
          rowHeight={34}
          onSelect={(trace) => open(trace.id)}
          rowLabel={(trace) => `${trace.name ?? t.incomplete}, ${format.duration(trace.duration)}, ${t.statusName(trace.status)}`}
          onEnd={() => list.data?.next && limit < 1000 && setLimit(limit + step)}
          empty={
            <Empty title={t.emptyTitle} icon="traces" action={filtered ? <Button onClick={reset}>{t.removeFilters}</Button> : undefined}>
              {filtered ? t.emptyFiltered : t.emptyText}
            </Empty>
          }
        />
      )}
      <p className={styles.statusLine} role="status">
        {t.shown(format.number(items.length), format.number(list.data?.total ?? 0))}
        {!range.live && ` · ${t.paused}`}
        {list.data !== undefined && list.data.dropped > 0 && list.data.oldest !== null && (
          <span className={styles.notice}> · {t.dropped(format.number(list.data.dropped), format.dateTime(list.data.oldest))}</span>
        )}
      </p>
    </Page>
  );
}
