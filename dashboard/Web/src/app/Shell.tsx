import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Icon } from '@/components/Icon';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { pages } from './pages';
import { pageUrl } from './url';
import styles from './Shell.module.css';

/** Navigation at the side, header above, the page in the rest. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useMessages(messages);
  const [location] = useLocation();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t.skip}
      </a>
      <nav className={styles.nav} aria-label={t.navigation}>
        {pages.map((page) => (
          <Link
            key={page.name}
            href={pageUrl(page.path)}
            className={styles.item}
            aria-current={page.path === '/' ? (location === '/' ? 'page' : undefined) : location.startsWith(page.path) ? 'page' : undefined}
          >
            <Icon name={page.icon} />
            <span>{t[page.name]}</span>
          </Link>
        ))}
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
