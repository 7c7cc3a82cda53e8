import { useMemo } from 'react';
import { Link } from 'wouter';
import { useQuery } from '@/api';
import { pageUrl } from '@/app';
import { CopyButton, Details, DetailsSection, ErrorState, Loading, Property, PropertyList, ResourceBadge, TextVisualizer } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { jsonOf, type LogDetails } from './api';
import { AttributeList } from './AttributeList';
import type { Filter } from './filters';
import { LevelMark } from './LevelMark';
import { messages } from './messages';
import styles from './Logs.module.css';

const exceptionKeys = new Set(['exception.type', 'exception.message', 'exception.stacktrace']);

/** All that a record says; its trace one click away. */
export function LogPane({ id, onClose, onFilter }: { id: string; onClose(): void; onFilter(filter: Filter): void }) {
  const t = useMessages(messages);
  const format = useFormat();
  const { data, error, refetch } = useQuery<LogDetails>(`/api/logs/${id}`);
  const attributes = data?.exception ? data.attributes.filter((each) => !exceptionKeys.has(each.key)) : (data?.attributes ?? []);
  const json = useMemo(() => (data ? JSON.stringify(toJson(data), null, 2) : ''), [data]);
  return (
    <Details
      label={t.details}
      title={data ? <LevelMark level={data.level} /> : t.details}
      actions={data && <CopyButton text={data.message} label={t.copyMessage} />}
      onClose={onClose}
    >
      {!data ? (
        error ? (
          <ErrorState title={error.status === 404 ? t.gone : undefined} error={error} onRetry={refetch} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <p className={styles.full}>{data.message}</p>
          {data.exception && (
            <DetailsSection id="log.exception" title={t.exception}>
              <div className={styles.exception}>
                <b>{data.exception.type}</b>
                {data.exception.message !== '' && <p>{data.exception.message}</p>}
              </div>
              {data.exception.stackTrace !== '' && (
                <div className={styles.visual}>
                  <TextVisualizer text={data.exception.stackTrace} format="plain" name={`exception-${data.id}`} />
                </div>
              )}
            </DetailsSection>
          )}
          {attributes.length > 0 && (
            <DetailsSection id="log.attributes" title={t.attributes} count={attributes.length}>
              <AttributeList attributes={attributes} onFilter={onFilter} />
              {data.droppedAttributes > 0 && <p className={styles.note}>{t.droppedAttributes(data.droppedAttributes)}</p>}
            </DetailsSection>
          )}
          <DetailsSection id="log.context" title={t.context}>
            <PropertyList>
              <Property name={t.time}>{format.full(data.time)}</Property>
              {data.observed !== null && Math.abs(data.observed - data.time) >= 1 && <Property name={t.observed}>{format.full(data.observed)}</Property>}
              <Property name={t.resource}>
                <ResourceBadge name={data.resource} link />
              </Property>
              {data.instance !== '' && (
                <Property name={t.instance} mono>
                  {data.instance}
                </Property>
              )}
              {data.scope.name !== '' && (
                <Property name={t.category} mono actions={<CopyButton text={data.scope.name} />}>
                  {data.scope.name} {data.scope.version}
                </Property>
              )}
              {data.template !== null && (
                <Property name={t.template} mono actions={<CopyButton text={data.template} />}>
                  {data.template}
                </Property>
              )}
              {data.eventName !== '' && <Property name={t.event}>{data.eventName}</Property>}
              {data.traceId !== null && (
                <Property name={t.trace} mono actions={<CopyButton text={data.traceId} />}>
                  <Link href={pageUrl(`/traces/${data.traceId}`, { span: data.spanId })} className={styles.link}>
                    {data.traceId}
                  </Link>
                  {' · '}
                  <Link href={pageUrl('/logs', { trace: data.traceId })} className={styles.link}>
                    {t.logsOfTrace}
                  </Link>
                </Property>
              )}
              {data.spanId !== null && (
                <Property name={t.span} mono actions={<CopyButton text={data.spanId} />}>
                  {data.span ?? data.spanId}
                </Property>
              )}
            </PropertyList>
          </DetailsSection>
          <DetailsSection id="log.resource" title={t.resourceAttributes} count={data.resourceAttributes.length} open={false}>
            <AttributeList attributes={data.resourceAttributes} onFilter={onFilter} />
          </DetailsSection>
          <DetailsSection id="log.json" title={t.json} open={false}>
            <div className={styles.visual}>
              <TextVisualizer text={json} format="json" name={`log-${data.id}`} />
            </div>
          </DetailsSection>
        </>
      )}
    </Details>
  );
}

function toJson(data: LogDetails): unknown {
  return {
    time: new Date(data.time).toISOString(),
    level: data.level,
    severityText: data.severityText || undefined,
    message: data.message,
    template: data.template ?? undefined,
    event: data.eventName || undefined,
    attributes: jsonOf(data.attributes),
    traceId: data.traceId ?? undefined,
    spanId: data.spanId ?? undefined,
    scope: { name: data.scope.name, version: data.scope.version || undefined, ...(data.scope.attributes.length > 0 ? { attributes: jsonOf(data.scope.attributes) } : {}) },
    resource: jsonOf(data.resourceAttributes),
  };
}
