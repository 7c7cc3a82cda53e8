import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Popover } from '@/components/Popover';
import { StateIcon } from '@/components/StateIcon';
import { useFormat, useMessages } from '@/i18n';
import { messages } from './messages';
import { dismissAll, dismissNotice, markRead, notices } from './notifications';
import { useStore } from './store';
import { useNow } from './timeRange';
import { NoticeBody, toneOfNotice } from './Toasts';
import styles from './NotificationCentre.module.css';

/** All that was said, under a bell with the count of what was not read yet. */
export function NotificationCentre() {
  const t = useMessages(messages);
  const list = useStore(notices);
  const unread = list.filter((notice) => !notice.read).length;
  return (
    <Popover
      align="end"
      label={unread > 0 ? `${t.notifications} (${t.unread(unread)})` : t.notifications}
      buttonClass={styles.bell}
      onOpen={(open) => !open && markRead()}
      trigger={
        <>
          <Icon name="bell" />
          {unread > 0 && <span className={styles.badge}>{unread > 99 ? '99+' : unread}</span>}
        </>
      }
    >
      <NoticeList />
    </Popover>
  );
}

function NoticeList() {
  const t = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  const list = useStore(notices);
  return (
    <section className={styles.centre} aria-label={t.notifications}>
      <header className={styles.header}>
        <h2>{t.notifications}</h2>
        {list.length > 0 && (
          <Button small tone="subtle" onClick={dismissAll}>
            {t.dismissAll}
          </Button>
        )}
      </header>
      {list.length === 0 ? (
        <p className={styles.none}>{t.noNotifications}</p>
      ) : (
        <ul className={styles.list}>
          {list.map((notice) => (
            <li key={notice.id} className={styles.item} data-unread={!notice.read || undefined}>
              <StateIcon tone={toneOfNotice(notice)} />
              <div className={styles.content}>
                <NoticeBody notice={notice} />
                <time>{format.ago(notice.at, now)}</time>
              </div>
              <Button tone="subtle" small icon="close" aria-label={t.dismiss} onClick={() => dismissNotice(notice.id)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
