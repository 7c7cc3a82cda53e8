import { Link } from 'wouter';
import { pageUrl } from '@/app';
import { useFormat, useMessages } from '@/i18n';
import type { Exemplar } from './api';
import { messages } from './messages';
import styles from './metrics.module.css';

const most = 12;

/** The highest of the exemplars, as links: what the dots of the graph lead to, for keyboards and screen readers too. */
export function Exemplars({ exemplars, unit }: { exemplars: readonly Exemplar[]; unit: string }) {
  const t = useMessages(messages);
  const format = useFormat();
  const shown = [...exemplars].sort((one, other) => other.value - one.value).slice(0, most);
  if (shown.length === 0) return null;
  return (
    <section className={styles.exemplars} aria-label={t.exemplars}>
      <h3 title={t.exemplarsHint}>{t.exemplars}</h3>
      <ul>
        {shown.map((exemplar) => (
          <li key={exemplar.traceId + exemplar.spanId + exemplar.time}>
            <Link href={pageUrl(`/traces/${exemplar.traceId}`, { span: exemplar.spanId })} title={t.openTrace}>
              <b>{format.quantity(exemplar.value, unit)}</b> {format.time(exemplar.time)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
