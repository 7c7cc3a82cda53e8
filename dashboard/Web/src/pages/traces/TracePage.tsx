import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { get, onTick, useQuery } from '@/api';
import { pageUrl, useUrlFlag, useUrlState } from '@/app';
import { Button, CopyButton, Dialog, Empty, ErrorState, Icon, Loading, Page, Split, TextVisualizer } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { TraceView } from './api';
import { Explanation } from './Explanation';
import { messages } from './messages';
import { Queries } from './Queries';
import { SpanPane } from './SpanPane';
import { SpanTable } from './SpanTable';
import { SpanFilters, TraceFacts } from './TraceFacts';
import { ancestors, parentsOf, visibleSpans } from './waterfall';
import { Waterfall, type View } from './Waterfall';
import styles from './Trace.module.css';

/** Spans of a trace that is younger than this may still come. */
const young = 60_000;

/** One trace: opens at the deepest failing span. */
export function TracePage({ id }: { id: string }) {
  const t = useMessages(messages);
  const { data, error, refetch } = useQuery<TraceView>(`/api/traces/${id}`);
  useEffect(
    () =>
      onTick(['traces', 'logs'], () => {
        if (data === undefined || !data.hasRoot || Date.now() - (data.start + data.total) < young) refetch();
      }),
    [data, refetch],
  );
  if (data) return <Trace trace={data} />;
  return (
    <Page title={t.trace} tabTitle={`${t.trace} ${id.slice(0, 7)}`}>
      {error?.status === 404 ? (
        <Empty
          title={t.waiting}
          icon="traces"
          action={
            <Link href={pageUrl('/logs', { trace: id })} className={styles.link}>
              {t.viewLogs}
            </Link>
          }
        >
          {t.waitingText}
        </Empty>
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

function Trace({ trace }: { trace: TraceView }) {
  const t = useMessages(messages);
  const format = useFormat();
  const [span, setSpan] = useUrlState('span');
  const [view, setView] = useUrlState('view', 'waterfall');
  const [text, setText] = useUrlState('find');
  const [least, setLeast] = useUrlState('least');
  const [errorsOnly, setErrorsOnly] = useUrlFlag('errors');
  const [zoom, setZoom] = useUrlState('zoom');
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [scrollTo, setScrollTo] = useState<string | null>(null);
  const [json, setJson] = useState<string | null>(null);

  const reveal = useCallback(
    (id: string) => {
      setCollapsed((old) => (old.size === 0 ? old : new Set([...old].filter((each) => !ancestors(trace.spans, id).includes(each)))));
      setScrollTo(id);
    },
    [trace.spans],
  );
  // Opens at what failed, once: who closes the details is not shown them again.
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current) return;
    const goal = span !== '' ? span : trace.focus;
    if (goal === null) return;
    opened.current = true;
    // Where the details cover the page, what is above the failing span is to be seen first.
    if (span === '' && window.innerWidth > 720) setSpan(goal);
    reveal(goal);
  }, [trace.focus, span, setSpan, reveal]);

  const filter = useMemo(() => ({ text, least: Number(least) || 0, errorsOnly }), [text, least, errorsOnly]);
  const { rows, matched } = useMemo(() => visibleSpans(trace.spans, filter, collapsed), [trace.spans, filter, collapsed]);
  const whole = useMemo<View>(() => ({ from: 0, to: Math.max(trace.total, 0.001) }), [trace.total]);
  const shown = useMemo<View>(() => {
    const [from, to] = zoom.split('_').map(Number);
    return zoom !== '' && from !== undefined && to !== undefined && to > from ? { from, to } : whole;
  }, [zoom, whole]);
  const select = useCallback((id: string) => setSpan(id), [setSpan]);
  const close = useCallback(() => setSpan(null), [setSpan]);
  const jump = (id: string) => {
    if (view !== 'waterfall') setView(null);
    setSpan(id);
    reveal(id);
  };
  const toggle = useCallback(
    (id: string) =>
      setCollapsed((old) => {
        const next = new Set(old);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const showJson = async () => {
    setJson('');
    const all = await get<unknown>(`/api/telemetry/traces/${trace.id}`).catch(() => trace);
    setJson(JSON.stringify(all, null, 2));
  };

  const name = trace.name ?? t.incomplete;
  return (
    <Page
      title={name}
      tabTitle={`${name} · ${format.duration(trace.duration)}`}
      actions={
        <>
          <span className={styles.id}>
            <code title={t.traceId}>{trace.id.slice(0, 12)}…</code>
            <CopyButton text={trace.id} label={t.traceId} />
          </span>
          <Link href={pageUrl('/logs', { trace: trace.id })} className={styles.action} data-testid="trace-logs">
            <Icon name="logs" size={14} /> {t.logsOfIt(trace.logs)}
          </Link>
          <Button small icon="code" onClick={() => void showJson()}>
            {t.json}
          </Button>
        </>
      }
    >
      <TraceFacts trace={trace} />
      <Explanation trace={trace} />
      <SpanFilters
        view={view}
        onView={(next) => setView(next === 'waterfall' ? null : next)}
        queries={trace.queries.length}
        text={text}
        onText={(next) => setText(next || null)}
        least={least}
        onLeast={(next) => setLeast(next || null)}
        errorsOnly={errorsOnly}
        onErrorsOnly={trace.errors > 0 ? setErrorsOnly : undefined}
        onFocus={trace.focus !== null ? () => jump(trace.focus!) : undefined}
        onCollapse={view === 'waterfall' ? (all) => setCollapsed(all ? new Set(parentsOf(trace.spans).slice(1)) : new Set()) : undefined}
        matched={matched < trace.spans.length ? t.matched(format.number(matched), format.number(trace.spans.length)) : null}
      />
      <Split details={span === '' ? null : <SpanPane key={span} trace={trace.id} span={span} traceStart={trace.start} onClose={close} onSpan={jump} />}>
        {view === 'table' ? (
          <SpanTable rows={rows} selected={span || null} onSelect={select} scrollTo={scrollTo} />
        ) : view === 'statements' ? (
          <Queries queries={trace.queries} onSelect={jump} />
        ) : (
          <>
            <Waterfall
              rows={rows}
              view={shown}
              zoomed={shown !== whole}
              onZoom={(next) => setZoom(next === null ? null : `${next.from.toFixed(3)}_${next.to.toFixed(3)}`)}
              selected={span || null}
              onSelect={select}
              scrollTo={scrollTo}
              collapsed={collapsed}
              onToggle={toggle}
            />
            <p className={styles.legend}>{t.legend}</p>
          </>
        )}
      </Split>
      {json !== null && (
        <Dialog title={t.jsonTitle} onClose={() => setJson(null)} wide>
          {json === '' ? <Loading /> : <TextVisualizer text={json} format="json" name={`trace-${trace.id}`} />}
        </Dialog>
      )}
    </Page>
  );
}
