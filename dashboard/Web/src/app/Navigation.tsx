import { Link, useLocation } from 'wouter';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { useMessages } from '@/i18n';
import { firingAlarms } from './AlarmFeed';
import { messages } from './messages';
import { pages, type PageEntry } from './pages';
import { createStore, load, save, useStore } from './store';
import { pageUrl } from './url';
import styles from './Navigation.module.css';

const collapsed = createStore(load('navigation.collapsed', false));

/** On narrow screens the navigation is a drawer that this opens. */
export const drawer = createStore(false);

const groups: readonly PageEntry['group'][] = ['watch', 'measure', 'look', 'foot'];

export function Navigation() {
  const t = useMessages(messages);
  const [location] = useLocation();
  const small = useStore(collapsed);
  const open = useStore(drawer);
  const firing = useStore(firingAlarms);
  return (
    <>
      {open && <div className={styles.shade} onClick={() => drawer.set(false)} />}
      <nav
        className={styles.nav}
        aria-label={t.navigation}
        data-collapsed={small || undefined}
        data-open={open || undefined}
        onKeyDown={(event) => event.key === 'Escape' && drawer.set(false)}
      >
        {groups.map((group) => (
          <ul key={group} className={styles.group} data-group={group}>
            {pages
              .filter((page) => page.group === group)
              .map((page) => {
                const current = page.path === '/' ? location === '/' : location === page.path || location.startsWith(`${page.path}/`);
                return (
                  <li key={page.name}>
                    <Link href={pageUrl(page.path)} className={styles.item} aria-current={current ? 'page' : undefined} title={small ? t[page.name] : undefined} onClick={() => drawer.set(false)}>
                      <Icon name={page.icon} />
                      <span className={styles.label}>{t[page.name]}</span>
                      {page.name === 'objectives' && firing > 0 && (
                        <span className={styles.badge} title={t.alarmsFiring(firing)}>
                          <span aria-hidden="true">{firing}</span>
                          <span className="visually-hidden">{t.alarmsFiring(firing)}</span>
                        </span>
                      )}
                    </Link>
                  </li>
                );
              })}
          </ul>
        ))}
        <div className={styles.collapse}>
          <Button
            tone="subtle"
            icon="panel"
            aria-label={small ? t.expand : t.collapse}
            onClick={() => {
              collapsed.set(!small);
              save('navigation.collapsed', !small);
            }}
          />
        </div>
      </nav>
    </>
  );
}
