import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { ApiError, download, useQuery } from '@/api';
import type { HealthReport, ResourceDetails, ResourceRelationship, ResourceSnapshot, ResourceUsage } from '@/api/resources';
import { notify } from '@/app/notifications';
import { pageUrl, useNow } from '@/app';
import { Chart, CopyButton, Details, DetailsSection, Dialog, Empty, ErrorState, Icon, Loading, Popover, Property, PropertyList, ResourceBadge, SearchBox, StateIcon, TextVisualizer, toneOf, type ChartSeries } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { Commands } from './Commands';
import { Environment } from './Environment';
import { iconOf } from './icons';
import { messages } from './messages';
import { SecretValue } from './SecretValue';
import { StateCell } from './StateCell';
import { UrlLink } from './Urls';
import styles from './Resources.module.css';

interface Props {
  id: string;
  onClose(): void;
  onOpen(id: string): void;
}

export function ResourceDetailsPane({ id, onClose, onOpen }: Props) {
  const t = useMessages(messages);
  const { data, error, refetch } = useQuery<ResourceDetails>(`/api/resources/${encodeURIComponent(id)}`, {}, ['resources']);
  const resource = data?.resource;
  return (
    <Details
      label={t.details(id)}
      title={
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
          {resource && <Icon name={iconOf(resource)} />}
          {id}
        </span>
      }
      actions={resource && <Export resource={resource} />}
      onClose={onClose}
    >
      {error && !data ? error.status === 404 ? <Empty title={t.gone} icon="resources" /> : <ErrorState error={error} onRetry={refetch} /> : !data ? <Loading /> : <Content details={data} onOpen={onOpen} />}
    </Details>
  );
}

function Content({ details, onOpen }: { details: ResourceDetails; onOpen(id: string): void }) {
  const t = useMessages(messages);
  const format = useFormat();
  const [filter, setFilter] = useState('');
  const { resource } = details;
  const has = (...texts: (string | null | undefined)[]) => filter === '' || texts.some((text) => text?.toLowerCase().includes(filter.toLowerCase()));
  const facts: [string, string | null][] = [
    [t.type, resource.type],
    [t.startedAt, resource.startedAt === null ? null : format.full(resource.startedAt)],
    [t.stoppedAt, resource.stoppedAt === null ? null : format.full(resource.stoppedAt)],
    [t.exitCode, resource.exitCode === null ? null : String(resource.exitCode)],
    [t.processId, resource.processId === null ? null : String(resource.processId)],
    [t.restarts, resource.restarts === 0 ? null : String(resource.restarts)],
    [t.source, resource.source],
  ];
  // Source and process stand among the facts already.
  const properties = resource.properties.filter((property) => property.name !== 'resource.source' && property.name !== 'executable.pid').sort((a, b) => Number(b.isHighlighted) - Number(a.isHighlighted) || a.sortOrder - b.sortOrder);
  return (
    <>
      <div className={styles.top}>
        <StateCell resource={resource} />
        <Commands resource={resource} all />
      </div>
      <div className={styles.jumps}>
        <Link href={pageUrl('/console', { resource: resource.id })}>
          <Icon name="console" size={15} />
          {t.console}
        </Link>
        <Link href={pageUrl('/logs', { resource: resource.name })}>
          <Icon name="logs" size={15} />
          {t.logs}
        </Link>
        <Link href={pageUrl('/traces', { resource: resource.name })}>
          <Icon name="traces" size={15} />
          {t.traces}
        </Link>
        <Link href={pageUrl('/metrics', { resource: resource.name })}>
          <Icon name="metrics" size={15} />
          {t.metrics}
        </Link>
        {resource.explorer && (
          <Link href={pageUrl(`/explorers/${encodeURIComponent(resource.name)}`)}>
            <Icon name="explorers" size={15} />
            {t.explore}
          </Link>
        )}
      </div>
      <div className={styles.top}>
        <SearchBox label={t.filterDetails} value={filter} onChange={setFilter} delay={0} />
      </div>
      <DetailsSection id="resource" title={t.resource}>
        <PropertyList>
          {facts.map(([name, value]) => value !== null && has(name, value) && <Property key={name} name={name} actions={<CopyButton text={value} />}>{value}</Property>)}
          {properties.map(
            (property) =>
              has(property.name, property.displayName, property.value) && (
                <Property key={property.name} name={property.displayName ?? t.properties[property.name] ?? property.name} mono actions={property.value !== null && <CopyButton text={property.value} />}>
                  {property.isSecret ? <SecretValue resourceId={resource.id} kind="property" name={property.name} known={property.value} /> : (property.value ?? <span className={styles.none}>{t.notSet}</span>)}
                </Property>
              ),
          )}
        </PropertyList>
      </DetailsSection>
      {resource.urls.length > 0 && (
        <DetailsSection id="urls" title={t.urls} count={resource.urls.length}>
          <PropertyList>
            {resource.urls.map((url) => has(url.name, url.url) && <Property key={url.url + url.name} name={url.name ?? '–'} actions={<CopyButton text={url.url} />}><UrlLink url={url} /></Property>)}
          </PropertyList>
        </DetailsSection>
      )}
      {resource.endpoints.length > 0 && (
        <DetailsSection id="endpoints" title={t.endpoints} count={resource.endpoints.length} open={false}>
          <PropertyList>
            {resource.endpoints.map((endpoint) => {
              const address = `${endpoint.scheme}://${endpoint.host}:${endpoint.port}`;
              return has(endpoint.name, address) && <Property key={endpoint.name} name={endpoint.name} mono actions={<CopyButton text={address} />}>{endpoint.targetPort !== null && endpoint.targetPort !== endpoint.port ? `${address} → ${endpoint.targetPort}` : address}</Property>;
            })}
          </PropertyList>
        </DetailsSection>
      )}
      {details.usages.length > 1 && <UsageCharts details={details} />}
      <Relations id="references" title={t.references} list={details.references} onOpen={onOpen} />
      <Relations id="referencedBy" title={t.referencedBy} list={details.referencedBy} onOpen={onOpen} />
      {resource.healthReports.length > 0 && <HealthReports reports={resource.healthReports} />}
      {details.history.length > 0 && <History details={details} />}
      {resource.volumes.length > 0 && (
        <DetailsSection id="volumes" title={t.volumes} count={resource.volumes.length}>
          <PropertyList>
            {resource.volumes.map((volume) => (
              <Property key={volume.target} name={volume.mountType} mono>{`${volume.source ?? ''} → ${volume.target}${volume.isReadOnly ? ` (${t.readOnly})` : ''}`}</Property>
            ))}
          </PropertyList>
        </DetailsSection>
      )}
      {resource.environment.length > 0 && <Environment resource={resource} filter={filter} />}
    </>
  );
}

/** Samples are taken only while somebody looks: where nobody did, the line breaks. */
function withGaps(usages: readonly ResourceUsage[]): { at: number; cpu: number | null; memory: number | null }[] {
  return usages.flatMap((usage, index) => {
    const before = usages[index - 1];
    return before && usage.at - before.at > 20_000 ? [{ at: before.at + 1, cpu: null, memory: null }, usage] : [usage];
  });
}

function UsageCharts({ details }: { details: ResourceDetails }) {
  const t = useMessages(messages);
  const usages = useMemo(() => withGaps(details.usages), [details.usages]);
  const times = useMemo(() => usages.map((usage) => usage.at), [usages]);
  const cpu = useMemo<ChartSeries[]>(() => [{ id: 'cpu', label: t.cpu, kind: 'area', color: 'var(--series-0)', values: usages.map((usage) => (usage.cpu === null ? null : usage.cpu * 100)) }], [usages, t]);
  const memory = useMemo<ChartSeries[]>(() => [{ id: 'memory', label: t.memory, kind: 'area', color: 'var(--series-1)', values: usages.map((usage) => usage.memory) }], [usages, t]);
  const from = times[0]!;
  const to = times.at(-1)!;
  return (
    <DetailsSection id="usage" title={t.usage}>
      <div className={styles.chart}>
        <Chart label={`${t.cpu}: ${details.resource.id}`} unit="%" height={110} times={times} series={cpu} from={from} to={to} />
        <Chart label={`${t.memory}: ${details.resource.id}`} unit="By" height={110} times={times} series={memory} from={from} to={to} />
      </div>
    </DetailsSection>
  );
}

function Relations({ id, title, list, onOpen }: { id: string; title: string; list: readonly ResourceRelationship[]; onOpen(name: string): void }) {
  if (list.length === 0) return null;
  const byName = new Map<string, string[]>();
  for (const each of list) byName.set(each.resourceName, [...(byName.get(each.resourceName) ?? []), each.type]);
  return (
    <DetailsSection id={id} title={title} count={byName.size}>
      <div className={styles.relations}>
        {[...byName].map(([name, types]) => (
          <button key={name} type="button" className={styles.relation} onClick={() => onOpen(name)}>
            <ResourceBadge name={name} />
            <small>{types.join(', ')}</small>
          </button>
        ))}
      </div>
    </DetailsSection>
  );
}

function HealthReports({ reports }: { reports: readonly HealthReport[] }) {
  const t = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  return (
    <DetailsSection id="health" title={t.healthChecks} count={reports.length}>
      <ul className={styles.reports}>
        {reports.map((report) => (
          <li key={report.name}>
            <StateIcon tone={report.status === 'Healthy' ? 'success' : report.status === 'Degraded' ? 'warning' : report.status ? 'error' : 'muted'} />
            <div>
              <strong>{report.name}</strong> {report.status ? (t.healths[report.status] ?? report.status) : ''} <small>{report.lastRunAt === null ? t.never : t.lastRun(format.ago(report.lastRunAt, now))}</small>
              {report.description && <div>{report.description}</div>}
              {report.exception && <small style={{ whiteSpace: 'pre-wrap' }}>{report.exception}</small>}
            </div>
          </li>
        ))}
      </ul>
    </DetailsSection>
  );
}

function History({ details }: { details: ResourceDetails }) {
  const t = useMessages(messages);
  const format = useFormat();
  const newest = useMemo(() => [...details.history].reverse().slice(0, 50), [details.history]);
  return (
    <DetailsSection id="history" title={t.history} count={details.history.length}>
      <ol className={styles.history}>
        {newest.map((change, index) => (
          <li key={index}>
            <StateIcon tone={toneOf(change.state, null, change.health)} />
            <time>{format.dateTime(change.at)}</time>
            <div>
              {t.states[change.state ?? 'Unknown'] ?? change.state}
              {change.health && ` · ${t.healths[change.health] ?? change.health}`} {change.reason && <small>{change.reason}</small>}
            </div>
          </li>
        ))}
      </ol>
    </DetailsSection>
  );
}

function Export({ resource }: { resource: ResourceSnapshot }) {
  const t = useMessages(messages);
  const [json, setJson] = useState<string | null>(null);
  const base = `/api/resources/${encodeURIComponent(resource.id)}`;
  const run = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      notify({ intent: 'error', title: error instanceof ApiError ? error.message : String(error) });
    }
  };
  return (
    <>
      <Popover align="end" closeOnClick label={t.export} trigger={<Icon name="download" size={15} />}>
        <div className={styles.menu}>
          <button type="button" className={styles.menuItem} onClick={() => setJson(JSON.stringify(resource))}>
            <Icon name="eye" size={15} />
            {t.view} JSON
          </button>
          <button type="button" className={styles.menuItem} onClick={() => run(() => download(`${base}/json`, `${resource.id}.json`))}>
            <Icon name="download" size={15} />
            {t.jsonMasked}
          </button>
          <button type="button" className={styles.menuItem} onClick={() => run(() => download(`${base}/json`, `${resource.id}.json`, { reveal: true }))}>
            <Icon name="key" size={15} />
            {t.jsonValues}
          </button>
          <button type="button" className={styles.menuItem} onClick={() => run(() => download(`${base}/env`, `${resource.id}.env`))}>
            <Icon name="download" size={15} />
            {t.envMasked}
          </button>
          <button type="button" className={styles.menuItem} onClick={() => run(() => download(`${base}/env`, `${resource.id}.env`, { reveal: true }))}>
            <Icon name="key" size={15} />
            {t.envValues}
          </button>
        </div>
      </Popover>
      {json !== null && (
        <Dialog wide title={resource.id} onClose={() => setJson(null)}>
          <TextVisualizer text={json} format="json" name={resource.id} />
        </Dialog>
      )}
    </>
  );
}
