import type { ReactNode } from 'react';
import type { Failure, FailureCause, ResourceTrouble } from './api';
import type { messages } from './messages';
import { Sentence } from './Sentence';
import styles from './Failures.module.css';

type Texts = (typeof messages)['en'];

function whatOf(cause: FailureCause, t: Texts): ReactNode {
  if (cause.status !== null) return <Sentence text={t.answers} parts={{ status: <b className={styles.bad}>{cause.status}</b> }} />;
  switch (cause.kind) {
    case 'timeout':
      return <b className={styles.bad}>{t.timesOut}</b>;
    case 'unreachable':
      return <b className={styles.bad}>{t.unreachable}</b>;
    case 'circuitOpen':
      return <b className={styles.bad}>{t.circuitOpen}</b>;
    case 'exception':
      return <Sentence text={t.failsWith} parts={{ errorType: <b className={styles.bad}>{shortType(cause.errorType ?? '')}</b> }} />;
    default:
      return <b className={styles.bad}>{t.fails}</b>;
  }
}

/** "Npgsql.PostgresException" is "PostgresException" to people. */
export const shortType = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

function stateOf(trouble: ResourceTrouble, t: Texts): string {
  if (trouble.health === 'Unhealthy') return t.unhealthy;
  if (trouble.health === 'Degraded') return t.degraded;
  if (trouble.state === 'FailedToStart') return t.failedToStart;
  if (trouble.state === 'RuntimeUnhealthy') return t.cannotRun;
  return trouble.exitCode === null ? (trouble.state ?? '') : t.exited(trouble.exitCode);
}

/** What fails and why, in the reader's language. */
export function failureText(failure: Failure, t: Texts): ReactNode {
  const { resource, entry, cause } = failure;
  if (resource) {
    const parts = { resource: <b>{resource.name}</b>, state: <b className={styles.bad}>{stateOf(resource, t)}</b>, reason: resource.reason };
    const told = resource.reason !== null && !(resource.exitCode !== null && resource.reason.startsWith('exit code'));
    return <Sentence text={told ? t.resourceIsBecause : t.resourceIs} parts={parts} />;
  }
  if (!entry || !cause) return failure.sentence;
  const text = entry.kind === 'consumer' ? t.messageFails : entry.kind === 'job' ? t.jobFails : entry.failed ? t.requestFails : t.requestCopes;
  const same = cause.operation === entry.route && cause.callee === entry.resource;
  return (
    <Sentence
      text={text}
      parts={{
        route: <b className={styles.route}>{entry.route}</b>,
        resource: <b>{entry.resource}</b>,
        who: (
          <b>
            {cause.caller !== null && (
              <>
                {cause.caller} <span className={styles.arrow}>→</span>{' '}
              </>
            )}
            {cause.callee}
          </b>
        ),
        operation: same ? null : <code className={styles.operation}>{cause.operation}</code>,
        what: whatOf(cause, t),
      }}
    />
  );
}
