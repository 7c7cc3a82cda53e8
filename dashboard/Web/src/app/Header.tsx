import { Link } from 'wouter';
import { Button } from '@/components/Button';
import { useMessages } from '@/i18n';
import { GoTo } from './GoTo';
import { messages } from './messages';
import { drawer } from './Navigation';
import { NotificationCentre } from './NotificationCentre';
import { session } from './session';
import { changeSettings } from './settings';
import { helpOpen } from './shortcuts';
import { useStore } from './store';
import { useDark } from './theme';
import { TimeRangePicker } from './TimeRangePicker';
import { pageUrl } from './url';
import styles from './Header.module.css';

/** Where one is (application, instance), the time range, the search, and what is small but always at hand. */
export function Header() {
  const t = useMessages(messages);
  const facts = useStore(session);
  const open = useStore(drawer);
  const dark = useDark();
  return (
    <header className={styles.header}>
      <span className={styles.menu}>
        <Button tone="subtle" icon="menu" aria-label={t.menu} aria-expanded={open} onClick={() => drawer.set(!open)} />
      </span>
      <Link href={pageUrl('/')} className={styles.brand} title={facts ? `${facts.application} ${facts.version}` : undefined}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <span className={styles.names}>
          <strong>{facts?.application ?? 'Platform'}</strong>
          {facts && facts.instance !== '' && facts.instance !== 'default' && <small>{t.instance(facts.instance)}</small>}
        </span>
      </Link>
      <GoTo />
      <span className={styles.gap} />
      <TimeRangePicker />
      <span className={styles.tools}>
        <NotificationCentre />
        <span className={styles.wide}>
          <Button tone="subtle" icon={dark ? 'sun' : 'moon'} aria-label={t.theme} onClick={() => changeSettings({ theme: dark ? 'light' : 'dark' })} />
          <Button tone="subtle" icon="help" aria-label={t.help} onClick={() => helpOpen.set(true)} />
        </span>
      </span>
    </header>
  );
}
