import { useMemo } from 'react';
import { Link } from 'wouter';
import { useQuery } from '@/api';
import { pageUrl } from '@/app';
import { CopyButton, Details, DetailsSection, ErrorState, Loading, Property, PropertyList, ResourceBadge, TextVisualizer } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { jsonOf } from '@/pages/logs/api';
import { AttributeList } from '@/pages/logs/AttributeList';
import { LevelMark } from '@/pages/logs/LevelMark';
import type { LinkView, SpanDetails } from './api';
import { messages } from './messages';
import styles from './Trace.module.css';

interface Props {
  trace: string;
  span: string;
  /** Milliseconds since 1970. */
  traceStart: number;
  onClose(): void;
  onSpan(id: string): void;
}

/** All that a span says, what it logged, and where its links lead. */
export function SpanPane({ trace, span, traceStart, onClose, onSpan }: Props) {
  const t = useMessages(messages);
  const format = useFormat();
  const { data, error, refetch } = useQuery<SpanDetails>(`/api/traces/${trace}/spans/${span}`);
  const json = useMemo(() => (data ? JSON.stringify(toJson(data), null, 2) : ''), [data]);
  return (
    <Details label={t.span} title={data?.name ?? t.span} onClose={onClose} actions={<CopyButton text={span} label={t.spanId} />}>
      {!data ? (
        error ? (
          <ErrorState title={error.status === 404 ? t.gone : undefined} error={error} onRetry={refetch} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          {data.status === 'error' && <Failure data={data} />}
          <DetailsSection id="span.overview" title={t.overview}>
            <PropertyList>
              <Property name={t.resource}>
                <ResourceBadge name={data.resource} link />
              </Property>
              <Property name={t.offset}>
                +{format.duration(data.start - traceStart)} · {format.full(data.start)}
              </Property>
              <Property name={t.duration}>{format.duration(data.duration)}</Property>
              <Property name={t.self}>
                {format.duration(data.self)}
                {data.duration > 0 && ` (${format.percent(data.self / data.duration, 0)})`}
              </Property>
              <Property name={t.kind}>
                {t.kindName(data.kind)} · {t.typeName(data.type)}
              </Property>
              {(data.peer ?? data.address) !== null && (
                <Property name={t.peer}>
                  {data.peer !== null ? <ResourceBadge name={data.peer} {...(data.address !== null && data.address !== data.peer ? { detail: data.address } : {})} /> : data.address}
                </Property>
              )}
              {data.statusMessage !== '' && data.status !== 'error' && <Property name={t.statusMessage}>{data.statusMessage}</Property>}
              {data.shift !== 0 && <Property name={t.shift}>{format.duration(data.shift)}</Property>}
              <Property name={t.spanId} mono actions={<CopyButton text={data.id} />}>
                {data.id}
              </Property>
              {data.parent !== null && (
                <Property name={t.parent} mono>
                  <button type="button" className={styles.linkButton} onClick={() => onSpan(data.parent!)}>
                    {data.parent}
                  </button>
                </Property>
              )}
              {data.instance !== '' && (
                <Property name={t.instance} mono>
                  {data.instance}
                </Property>
              )}
              {data.scope.name !== '' && (
                <Property name={t.scope} mono>
                  {data.scope.name} {data.scope.version}
                </Property>
              )}
              {data.traceState !== '' && (
                <Property name={t.traceState} mono>
                  {data.traceState}
                </Property>
              )}
            </PropertyList>
          </DetailsSection>
          <DetailsSection id="span.attributes" title={t.attributes} count={data.attributes.length}>
            <AttributeList attributes={data.attributes} />
            {data.droppedAttributes + data.droppedEvents + data.droppedLinks > 0 && <p className={styles.note}>{t.droppedParts(data.droppedAttributes, data.droppedEvents, data.droppedLinks)}</p>}
          </DetailsSection>
          {data.logs.length > 0 && (
            <DetailsSection id="span.logs" title={t.logs} count={data.logs.length}>
              <ol className={styles.logs}>
                {data.logs.map((log) => (
                  <li key={log.id}>
                    <Link href={pageUrl('/logs', { trace, log: log.id })} className={styles.log}>
                      <span className={styles.offset}>+{format.duration(Math.max(0, log.time + data.shift - traceStart))}</span>
                      <LevelMark level={log.level} />
                      <span className={styles.logText}>{log.message}</span>
                    </Link>
                  </li>
                ))}
              </ol>
              <p className={styles.note}>
                <Link href={pageUrl('/logs', { trace, span })} className={styles.link}>
                  {t.allLogs}
                </Link>
              </p>
            </DetailsSection>
          )}
          {data.events.length > 0 && (
            <DetailsSection id="span.events" title={t.events} count={data.events.length}>
              {data.events.map((event, index) => (
                <div key={index} className={styles.event}>
                  <h3>
                    <span className={styles.offset}>+{format.duration(event.offset)}</span> {event.name}
                  </h3>
                  <AttributeList attributes={event.attributes} />
                </div>
              ))}
            </DetailsSection>
          )}
          {data.links.length > 0 && <Links id="span.links" title={t.links} links={data.links} />}
          {data.backlinks.length > 0 && <Links id="span.backlinks" title={t.backlinks} links={data.backlinks} />}
          <DetailsSection id="span.resource" title={t.resourceAttributes} count={data.resourceAttributes.length} open={false}>
            <AttributeList attributes={data.resourceAttributes} />
          </DetailsSection>
          <DetailsSection id="span.json" title={t.json} open={false}>
            <div className={styles.visual}>
              <TextVisualizer text={json} format="json" name={`span-${data.id}`} />
            </div>
          </DetailsSection>
        </>
      )}
    </Details>
  );
}

/** What went wrong in one glance: the type, the message, and the exception if it was recorded. */
function Failure({ data }: { data: SpanDetails }) {
  const t = useMessages(messages);
  const exception = data.events.findLast((event) => event.name === 'exception');
  const of = (key: string) => exception?.attributes.find((each) => each.key === key)?.value ?? data.attributes.find((each) => each.key === key)?.value;
  const title = of('exception.type') ?? of('error.type') ?? of('http.response.status_code') ?? t.statusName('error');
  const text = of('exception.message') ?? data.statusMessage;
  return (
    <div className={styles.failure} role="note">
      <b>{title}</b>
      {text !== '' && text !== title && <p>{text}</p>}
    </div>
  );
}

function Links({ id, title, links }: { id: string; title: string; links: readonly LinkView[] }) {
  const t = useMessages(messages);
  return (
    <DetailsSection id={id} title={title} count={links.length}>
      <ul className={styles.links}>
        {links.map((link, index) => (
          <li key={index}>
            {link.resource !== null && <ResourceBadge name={link.resource} />}
            <Link href={pageUrl(`/traces/${link.traceId}`, { span: link.spanId })} className={styles.link}>
              {link.name ?? `${link.traceId.slice(0, 7)} (${t.notKept})`}
            </Link>
            {link.attributes.length > 0 && <AttributeList attributes={link.attributes} />}
          </li>
        ))}
      </ul>
    </DetailsSection>
  );
}

function toJson(data: SpanDetails): unknown {
  const { attributes, resourceAttributes, scope, events, links, backlinks: _, logs: __, ...rest } = data;
  return {
    ...rest,
    attributes: jsonOf(attributes),
    events: events.map((event) => ({ ...event, attributes: jsonOf(event.attributes) })),
    links: links.map((link) => ({ ...link, attributes: jsonOf(link.attributes) })),
    scope: { ...scope, attributes: jsonOf(scope.attributes) },
    resource: jsonOf(resourceAttributes),
  };
}
