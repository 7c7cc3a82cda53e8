import { Card, StateIcon } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { Receiver } from './api';
import { messages } from './messages';
import styles from './objectives.module.css';

/** Where alarms go besides this page and the terminal, and whether they arrive. */
export function Receivers({ receivers }: { receivers: readonly Receiver[] }) {
  const t = useMessages(messages);
  const format = useFormat();
  return (
    <Card title={t.receivers} className={styles.receivers}>
      {receivers.length === 0 && <p className={styles.hint}>{t.receiversHint}</p>}
      <ul>
        {receivers.map((receiver) => (
          <li key={receiver.kind + receiver.target}>
            <StateIcon tone={receiver.error === null ? 'success' : receiver.waiting > 0 ? 'warning' : 'error'} />
            <b>{receiver.kind}</b> <span>{receiver.target}</span>
            <small>
              {[
                t.delivered(receiver.delivered),
                receiver.waiting > 0 ? t.waiting(receiver.waiting) : '',
                receiver.lost > 0 ? t.lost(receiver.lost) : '',
                receiver.error === null ? '' : t.failed(receiver.error),
                receiver.retryAt === null ? '' : t.retry(format.time(receiver.retryAt)),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
