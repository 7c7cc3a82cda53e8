import { useEffect, useState, type ReactNode } from 'react';
import { useSearch } from 'wouter';
import { connection, reconnectNow, reconnects } from '@/api/live';
import { Button } from '@/components/Button';
import { Icon, type IconName } from '@/components/Icon';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { useOpenRun } from './run';
import { loadSession, session } from './session';
import { load, save, useStore } from './store';
import { setUrl } from './url';
import styles from './Banners.module.css';

type Tone = 'info' | 'warning' | 'error' | 'success';

export function Banner({ tone, icon, children, actions }: { tone: Tone; icon: IconName; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.banner} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={icon} size={16} />
      <div className={styles.text}>{children}</div>
      {actions}
    </div>
  );
}

/** What concerns every page: no security, an old run on screen. */
export function Banners() {
  const t = useMessages(messages);
  const facts = useStore(session);
  const opened = useOpenRun();
  const run = new URLSearchParams(useSearch()).get('run');
  const warned = (facts?.warnings ?? []).filter((warning) => warning === 'unsecured' || warning === 'otlpUnsecured').join();
  const key = `dismissed.${warned}`;
  const [dismissed, setDismissed] = useState<string | null>(null);
  const hidden = warned === '' || dismissed === warned || load(key, false);
  return (
    <>
      {run !== null && (
        <Banner
          tone="info"
          icon="runs"
          actions={
            <Button small onClick={() => setUrl({ run: null, from: null, to: null }, true)}>
              {t.backToLive}
            </Button>
          }
        >
          {t.oldRun(opened?.name ?? run)}
        </Banner>
      )}
      {!hidden && (
        <Banner
          tone="warning"
          icon="warning"
          actions={
            <Button
              small
              tone="subtle"
              icon="close"
              aria-label={t.dismiss}
              onClick={() => {
                save(key, true);
                setDismissed(warned);
              }}
            />
          }
        >
          {warned.includes('unsecured') && t.unsecured} {warned.includes('otlpUnsecured') && t.otlpUnsecured}
        </Banner>
      )}
    </>
  );
}

/** Over the page, not in it: what is read must not jump when the host restarts. */
export function ConnectionBanner() {
  const t = useMessages(messages);
  const state = useStore(connection);
  const count = useStore(reconnects);
  const [shown, setShown] = useState<'lost' | 'back' | null>(null);

  useEffect(() => {
    if (state !== 'lost') {
      setShown((before) => (before === 'lost' ? 'back' : before));
      return;
    }
    // A restart of a tenth of a second needs no banner.
    const timer = setTimeout(() => setShown('lost'), 1200);
    return () => clearTimeout(timer);
  }, [state]);
  useEffect(() => {
    if (shown !== 'back') return;
    const timer = setTimeout(() => setShown(null), 2500);
    return () => clearTimeout(timer);
  }, [shown]);
  useEffect(() => {
    if (count > 0) void loadSession().catch(() => undefined);
  }, [count]);

  if (shown === null) return null;
  return (
    <div className={styles.floating}>
      {shown === 'lost' ? (
        <Banner
          tone="error"
          icon="warning"
          actions={
            <Button small onClick={reconnectNow}>
              {t.retryNow}
            </Button>
          }
        >
          {t.lost}
        </Banner>
      ) : (
        <Banner tone="success" icon="success">
          {t.back}
        </Banner>
      )}
    </div>
  );
}
