import { useStore, session } from '@/app';
import { CopyButton, Empty } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import styles from './Overview.module.css';

const exporter = 'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317';

/** Nothing has come yet: what makes something appear. */
export function GettingStarted({ hasHost }: { hasHost: boolean }) {
  const t = useMessages(messages);
  const application = useStore(session)?.application;
  return (
    <Empty title={t.emptyTitle} icon="graph">
      <p className={styles.emptyText}>{t.emptyText}</p>
      {hasHost && <p className={styles.emptyText}>{t.emptyHost}</p>}
      <p className={styles.emptyText}>{t.emptyExporter}</p>
      <p className={styles.snippet}>
        <code>{exporter}</code>
        <CopyButton text={exporter} />
      </p>
      {application && <p className={styles.emptyText}>{application}</p>}
    </Empty>
  );
}
