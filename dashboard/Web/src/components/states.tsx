import type { ReactNode } from 'react';
import { ApiError } from '@/api/client';
import { useMessages } from '@/i18n';
import { Button } from './Button';
import { Icon, type IconName } from './Icon';
import { messages } from './messages';
import styles from './states.module.css';

/** Nothing to show, and what makes something appear. */
export function Empty({ title, children, icon = 'search', action }: { title: string; children?: ReactNode; icon?: IconName; action?: ReactNode }) {
  return (
    <div className={styles.state} data-testid="empty">
      <span className={styles.icon}>
        <Icon name={icon} size={26} />
      </span>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}

/** An answer that is none: what was asked, why it failed, and a way to try again. */
export function ErrorState({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) {
  const t = useMessages(messages);
  const text = error instanceof ApiError ? (error.status === 0 ? t.unreachable : error.message) : error instanceof Error ? error.message : String(error);
  return (
    <div className={styles.state} role="alert">
      <span className={styles.icon} data-tone="error">
        <Icon name="warning" size={26} />
      </span>
      <p className={styles.title}>{title ?? t.failed}</p>
      <p className={styles.text}>{text}</p>
      {onRetry && <Button onClick={onRetry}>{t.retry}</Button>}
    </div>
  );
}

/** Appears only after a moment: what comes at once must not flicker. */
export function Loading({ label }: { label?: string }) {
  const t = useMessages(messages);
  return (
    <div className={styles.loading} role="status">
      <span className={styles.spinner} aria-hidden="true" />
      <span>{label ?? t.loading}</span>
    </div>
  );
}
