import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useTitle } from '@/app/title';
import styles from './Page.module.css';

interface Props {
  title: string;
  /** In the browser's tab where it differs from the heading. */
  tabTitle?: string;
  /** Beside the heading. */
  actions?: ReactNode;
  /** Scrolls as a whole; without, the page fills the window and its parts scroll. */
  scroll?: boolean;
  children: ReactNode;
}

/** Every page's frame: heading, the browser's title, the place for content. */
export function Page({ title, tabTitle, actions, scroll, children }: Props) {
  useTitle(tabTitle ?? title);
  useEffect(() => {
    document.getElementById('main')?.scrollTo(0, 0);
  }, []);
  return (
    <div className={styles.page} data-scroll={scroll || undefined}>
      <div className={styles.heading}>
        <h1 className={styles.title} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </div>
      {children}
    </div>
  );
}

/** The row of filters and buttons above a page's content; wraps when narrow. */
export function Toolbar({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <div className={styles.toolbar} role={label ? 'group' : undefined} aria-label={label}>
      {children}
    </div>
  );
}

export interface Tab {
  id: string;
  label: string;
  href: string;
  count?: number;
}

/** Views of one page as links: each has an address of its own. */
export function Tabs({ tabs, current, label }: { tabs: readonly Tab[]; current: string; label: string }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.id} href={tab.href} className={styles.tab} aria-current={tab.id === current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

export interface Option {
  value: string;
  label: string;
}

/** The browser's own choice: light, and good on phones. */
export function Select({ value, onChange, options, label, showLabel }: { value: string; onChange(value: string): void; options: readonly Option[]; label: string; showLabel?: boolean }) {
  return (
    <label className={styles.select}>
      {showLabel && <span>{label}</span>}
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A panel with a heading. */
export function Card({ title, actions, children, className }: { title?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={`${styles.card} ${className ?? ''}`}>
      {title !== undefined && (
        <header className={styles.cardHeader}>
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
