import { Link } from 'wouter';
import { useQuery } from '@/api';
import { pageUrl, useTimeRange } from '@/app';
import { Button, Icon, StateIcon, toneOf } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { edgeName, type MapEdge, type MapNode, type ServiceMapData, type Traffic } from '../api';
import { Change } from '../Change';
import { messages } from '../messages';
import styles from './Selection.module.css';

interface TraceItem {
  id: string;
  start: number;
  duration: number;
  name: string | null;
  status: string;
}

function Figures({ traffic }: { traffic: Traffic }) {
  const t = useMessages(messages);
  const f = useFormat();
  const figures: [string, string, boolean][] = [
    [t.rate, f.rate(traffic.rate), false],
    [t.errors, f.percent(traffic.errorShare), traffic.errors > 0],
    [t.timeouts, f.number(traffic.timeouts), traffic.timeouts > 0],
    [t.p50, f.duration(traffic.p50), false],
    [t.p95, f.duration(traffic.p95), false],
    [t.p99, f.duration(traffic.p99), false],
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value, bad]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-bad={bad || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Traces({ parameters }: { parameters: Record<string, string> }) {
  const t = useMessages(messages);
  const f = useFormat();
  const { query } = useTimeRange();
  const { data } = useQuery<{ items: TraceItem[] }>('/api/traces', { ...query, ...parameters, limit: 6 }, ['overview']);
  if (!data) return null;
  return (
    <div className={styles.traces}>
      <h4>{t.newestTraces}</h4>
      {data.items.length === 0 && <p className={styles.none}>{t.noTraces}</p>}
      <ul>
        {data.items.map((trace) => (
          <li key={trace.id}>
            <Link href={pageUrl(`/traces/${trace.id}`)} data-status={trace.status}>
              <i className={styles.status} data-status={trace.status} />
              <time>{f.time(trace.start)}</time>
              <span className={styles.traceName}>{trace.name ?? trace.id}</span>
              <span className={styles.duration}>{f.duration(trace.duration)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Links({ parameters, children }: { parameters: Record<string, string>; children?: React.ReactNode }) {
  const t = useMessages(messages);
  return (
    <p className={styles.links}>
      <Link href={pageUrl('/traces', parameters)}>
        <Icon name="traces" size={14} /> {t.traces}
      </Link>
      <Link href={pageUrl('/traces', { ...parameters, status: 'error' })}>
        <Icon name="error" size={14} /> {t.failedTraces}
      </Link>
      {children}
    </p>
  );
}

function NodeView({ node }: { node: MapNode }) {
  const t = useMessages(messages);
  const parameters = { resource: node.name };
  return (
    <>
      {node.state && (
        <p className={styles.state}>
          <StateIcon tone={toneOf(node.state, null, node.health)} /> {node.state}
          {node.health && node.health !== 'Healthy' ? ` · ${node.health}` : ''}
        </p>
      )}
      {node.reasons.map((reason) => (
        <p key={reason} className={styles.reason}>
          {reason}
        </p>
      ))}
      {node.traffic && <Figures traffic={node.traffic} />}
      {node.difference && <Change difference={node.difference} />}
      {node.kind === 'resource' && (
        <Links parameters={parameters}>
          {node.state !== null && (
            <>
              <Link href={pageUrl('/resources', parameters)}>
                <Icon name="resources" size={14} /> {t.details}
              </Link>
              <Link href={pageUrl('/console', parameters)}>
                <Icon name="console" size={14} /> {t.console}
              </Link>
            </>
          )}
          <Link href={pageUrl('/logs', { resource: node.name })}>
            <Icon name="logs" size={14} /> {t.logs}
          </Link>
        </Links>
      )}
      {node.kind === 'resource' && node.traffic && <Traces parameters={parameters} />}
    </>
  );
}

function EdgeView({ edges }: { edges: MapEdge[] }) {
  const t = useMessages(messages);
  const parameters = { edge: edgeName(edges[0]!) };
  const used = edges.filter((edge) => edge.traffic !== null);
  if (used.length === 0) return <p className={styles.none}>{t.nothingAlong}</p>;
  return (
    <>
      {used.map((edge) => (
        <div key={`${edge.kind} ${edge.system}`}>
          <p className={styles.kind}>
            {t[edge.kind]}
            {edge.system && <code>{edge.system}</code>}
            {edge.database && <code>{edge.database}</code>}
            {edge.difference && <Change difference={edge.difference} />}
          </p>
          <Figures traffic={edge.traffic!} />
        </div>
      ))}
      <Links parameters={parameters} />
      <Traces parameters={parameters} />
    </>
  );
}

/** What is selected on the map: its figures, its traces, and the ways on. */
export function Selection({ data, selection, onClose }: { data: ServiceMapData; selection: string; onClose(): void }) {
  const t = useMessages(messages);
  const name = selection.slice(5);
  const node = selection.startsWith('node ') ? data.nodes.find((each) => each.name === name) : undefined;
  const edges = selection.startsWith('edge ') ? data.edges.filter((each) => edgeName(each) === name) : [];
  if (!node && edges.length === 0) return null;
  return (
    <aside className={styles.selection} aria-label={name} data-testid="map-selection">
      <header>
        <h3>{node ? node.name : `${edges[0]!.caller} → ${edges[0]!.callee}`}</h3>
        <Button tone="subtle" small icon="close" aria-label={t.close} onClick={onClose} />
      </header>
      {node ? <NodeView node={node} /> : <EdgeView edges={edges} />}
    </aside>
  );
}
