import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useMessages } from '@/i18n';
import { AlarmFeed } from './AlarmFeed';
import { Banners, ConnectionBanner } from './Banners';
import { CommandDialogs } from './commands/CommandDialogs';
import { Header } from './Header';
import { Help } from './Help';
import { Interactions } from './interactions/Interactions';
import { MarkerFeed } from './markers';
import { messages } from './messages';
import { Navigation } from './Navigation';
import { RunFeed } from './run';
import { useShortcuts } from './shortcuts';
import { Toasts } from './Toasts';
import styles from './Shell.module.css';

/** Navigation at the side, header above, the page in the rest; dialogs and toasts over all. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useMessages(messages);
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useShortcuts();

  // Who navigates by keyboard or hears the page goes on in the new page, not at the old link.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [location]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t.skip}
      </a>
      <Header />
      <div className={styles.under}>
        <Navigation />
        <div className={styles.content}>
          <Banners />
          <Interactions />
          <main id="main" ref={main} className={styles.main} tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      <MarkerFeed />
      <RunFeed />
      <AlarmFeed />
      <ConnectionBanner />
      <CommandDialogs />
      <Help />
      <Toasts />
    </div>
  );
}
