import { Icon } from '@/components';
import { useMessages } from '@/i18n';
import type { Store } from './api';
import { messages } from './messages';
import { crumbsOf } from './paths';
import styles from './explorers.module.css';

export function Breadcrumb({ store, path, onOpen }: { store: Store; path: string; onOpen(path: string): void }) {
  const t = useMessages(messages);
  const crumbs = [{ path: '', name: store.name }, ...crumbsOf(path)];
  return (
    <nav aria-label={t.path}>
      <ol className={styles.crumbs}>
        {crumbs.map((crumb, index) => (
          <li key={crumb.path}>
            {index > 0 && <Icon name="chevronRight" size={12} />}
            <button type="button" aria-current={index === crumbs.length - 1 ? 'location' : undefined} onClick={() => onOpen(crumb.path)}>
              {crumb.name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
