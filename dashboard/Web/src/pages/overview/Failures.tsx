import { useState } from 'react';
import { Link } from 'wouter';
import { pageUrl, useNow } from '@/app';
import { Button, Icon } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { Failure, Overview } from './api';
import { failureText } from './failureText';
import { messages } from './messages';
import { Sentence } from './Sentence';
import styles from './Failures.module.css';

/** Where a failure's sentence leads: its trace at the failing span, or the resource that is ill. */
export function failureHref(failure: Failure): string {
  if (failure.traceId) return pageUrl(`/traces/${failure.traceId}`, { span: failure.spanId });
  return pageUrl('/resources', { resource: failure.resource?.name });
}

function Actions({ failure }: { failure: Failure }) {
  const t = useMessages(messages);
  if (failure.resource) {
    return (
      <>
        <Link className={styles.action} href={pageUrl('/console', { resource: failure.resource.name })}>
          <Icon name="console" size={14} /> {t.console}
        </Link>
        <Link className={styles.action} href={pageUrl('/resources', { resource: failure.resource.name })}>
          <Icon name="resources" size={14} /> {t.details}
        </Link>
      </>
    );
  }
  return (
    <>
      <Link className={styles.action} href={failureHref(failure)}>
        <Icon name="traces" size={14} /> {t.openTrace}
      </Link>
      <Link className={styles.action} href={pageUrl('/logs', { q: `trace:${failure.traceId}` })}>
        <Icon name="logs" size={14} /> {t.logs}
      </Link>
      <Link className={styles.action} href={pageUrl('/traces', { route: failure.entry?.route, resource: failure.entry?.resource, status: 'error' })}>
        <Icon name="filter" size={14} /> {t.moreTraces}
      </Link>
    </>
  );
}

function Facts({ failure }: { failure: Failure }) {
  const t = useMessages(messages);
  const f = useFormat();
  const now = useNow();
  const states = { failing: t.stateFailing, recovered: t.stateRecovered, silent: t.stateSilent };
  const time = failure.firstSeen === null ? null : <time dateTime={new Date(failure.firstSeen).toISOString()}>{f.time(failure.firstSeen)}</time>;
  return (
    <p className={styles.facts}>
      <span className={styles.badge} data-state={failure.state}>
        {states[failure.state]}
      </span>
      {failure.kind === 'requests' ? (
        <>
          <span className={styles.share} aria-hidden="true">
            <i style={{ width: `${(100 * failure.count) / Math.max(1, failure.total)}%` }} />
          </span>
          <span data-testid="failure-count">
            <Sentence text={t.since} parts={{ count: <b>{f.number(failure.count)}</b>, total: <b>{f.number(failure.total)}</b>, time }} />
          </span>
          {failure.lastSeen !== null && <span>{t.last(f.ago(failure.lastSeen, now))}</span>}
          <span>{failure.lastSuccess === null ? t.neverWell : t.lastSuccess(f.time(failure.lastSuccess))}</span>
        </>
      ) : (
        time && (
          <span>
            <Sentence text={t.sinceOnly} parts={{ time }} />
          </span>
        )
      )}
    </p>
  );
}

function FailureItem({ failure }: { failure: Failure }) {
  const t = useMessages(messages);
  const f = useFormat();
  const lines = failure.resource?.lines ?? [];
  return (
    <li className={styles.item} data-severity={failure.severity} data-state={failure.state} data-testid="failure">
      <Link className={styles.sentence} href={failureHref(failure)} title={failure.traceId ? t.traceOf : undefined}>
        {failureText(failure, t)}
      </Link>
      <Facts failure={failure} />
      {failure.log && (
        <Link className={styles.log} href={pageUrl('/logs', { q: `trace:${failure.traceId}` })}>
          <span className={styles.level} data-level={failure.log.severity >= 17 ? 'error' : failure.log.severity >= 13 ? 'warning' : 'info'} />
          <span className={styles.when}>{f.time(failure.log.at)}</span>
          <span className={styles.who}>{failure.log.resource}</span>
          <span className={styles.message}>{failure.log.message}</span>
        </Link>
      )}
      {lines.length > 0 && (
        <pre className={styles.lines} aria-label={t.lastWords}>
          {lines.join('\n')}
        </pre>
      )}
      <p className={styles.actions}>
        <Actions failure={failure} />
      </p>
    </li>
  );
}

/** An answer that says the request was wrong: worth a look, no reason for alarm. */
const isRefusal = (failure: Failure): boolean => failure.severity === 'warning' && failure.cause?.status != null && failure.cause.status < 500;

function Folded({ failures, show, hide }: { failures: Failure[]; show: string; hide: string }) {
  const [open, setOpen] = useState(false);
  if (failures.length === 0) return null;
  return (
    <>
      <Button tone="subtle" small className={styles.ended} icon={open ? 'chevronUp' : 'chevronDown'} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? hide : show}
      </Button>
      {open && <List failures={failures} />}
    </>
  );
}

function List({ failures }: { failures: Failure[] }) {
  return (
    <ul className={styles.list}>
      {failures.map((failure) => (
        <FailureItem key={failure.id} failure={failure} />
      ))}
    </ul>
  );
}

/** What is failing, worst first; where nothing is, a calm word. What ended or was refused is folded away. */
export function Failures({ overview }: { overview: Overview }) {
  const t = useMessages(messages);
  const f = useFormat();
  const ended = overview.failures.filter((failure) => failure.state === 'recovered' && !isRefusal(failure));
  const refused = overview.failures.filter(isRefusal);
  const current = overview.failures.filter((failure) => failure.state !== 'recovered' && !isRefusal(failure));
  const bad = current.some((failure) => failure.severity === 'error');
  return (
    <section className={styles.failures} data-tone={bad ? 'error' : current.length > 0 ? 'warning' : 'ok'} aria-label={t.failing} data-testid="failures">
      {current.length === 0 ? (
        <div className={styles.calm}>
          <span className={styles.tick}>
            <Icon name="success" size={30} />
          </span>
          <div>
            <h2 className={styles.calmTitle}>{t.calm}</h2>
            <p className={styles.calmText}>{overview.traffic.count > 0 ? t.calmText(f.number(overview.traffic.count), overview.resources) : t.calmQuiet}</p>
          </div>
        </div>
      ) : (
        <>
          <h2 className={styles.title}>
            <Icon name={bad ? 'error' : 'warning'} size={18} />
            {t.failingCount(current.length)}
          </h2>
          <List failures={current} />
        </>
      )}
      <Folded failures={ended} show={t.showEnded(ended.length)} hide={t.hideEnded} />
      <Folded failures={refused} show={t.refusedCount(refused.length)} hide={t.hideRefused} />
      {overview.unexamined > 0 && <p className={styles.note}>{t.unexamined(f.number(overview.unexamined))}</p>}
    </section>
  );
}
