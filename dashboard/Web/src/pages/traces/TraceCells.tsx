import { Link } from 'wouter';
import { pageUrl } from '@/app';
import { colorOf, Icon } from '@/components';
import { useMessages } from '@/i18n';
import type { ResourceCount, TraceItem } from './api';
import { messages } from './messages';
import styles from './Traces.module.css';

/** Root resource and name; failing ones are marked, incomplete ones said so. */
export function TraceName({ trace }: { trace: TraceItem }) {
  const t = useMessages(messages);
  return (
    <span className={styles.name}>
      {trace.status === 'error' && <Icon name="error" size={15} label={t.statusName('error')} className={styles.failed} />}
      {trace.status === 'handled' && <Icon name="warning" size={15} label={t.handledHint} className={styles.handled} />}
      {trace.resource !== null && <span className={styles.rootResource}>{trace.resource}</span>}
      <Link href={pageUrl(`/traces/${trace.id}`)} className={styles.nameLink} title={`${trace.name ?? t.incomplete} · ${trace.id}`} tabIndex={-1}>
        {trace.name ?? <i>{t.incomplete}</i>}
      </Link>
      {trace.http !== null && trace.http >= 400 && <span className={styles.http}>{trace.http}</span>}
    </span>
  );
}

/** How many spans each resource has in it, and how many of them failed. */
export function TraceResources({ resources }: { resources: readonly ResourceCount[] }) {
  const t = useMessages(messages);
  return (
    <span className={styles.counts}>
      {resources.map((each) => (
        <span key={each.name} className={styles.count} style={{ borderColor: colorOf(each.name) }} title={t.spansOf(each.name, each.spans, each.errors)}>
          <span className={styles.countName}>{each.name}</span> <b>{each.spans}</b>
          {each.errors > 0 && (
            <b className={styles.countErrors}>
              <Icon name="error" size={11} /> {each.errors}
            </b>
          )}
        </span>
      ))}
    </span>
  );
}
