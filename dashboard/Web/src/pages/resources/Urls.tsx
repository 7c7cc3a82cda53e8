import type { ResourceUrl } from '@/api/resources';
import { Icon, Popover } from '@/components';
import { safeHref } from '@/components/markdownParser';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import styles from './Resources.module.css';

export function UrlLink({ url }: { url: ResourceUrl }) {
  const href = safeHref(url.url);
  const text = url.displayName || url.url.replace(/^https?:\/\//, '').replace(/\/$/, '');
  return href && !url.isInactive ? (
    <a className={styles.url} href={href} target="_blank" rel="noopener noreferrer" title={url.url}>
      {text}
    </a>
  ) : (
    <span className={styles.url} data-inactive={url.isInactive || undefined} title={url.url}>
      {text}
    </span>
  );
}

/** The most important URL, the rest behind a count. */
export function Urls({ urls }: { urls: readonly ResourceUrl[] }) {
  const t = useMessages(messages);
  const shown = urls.filter((url) => !url.isInternal).sort((a, b) => b.sortOrder - a.sortOrder);
  const [first, ...rest] = shown;
  if (!first) return <span className={styles.none}>–</span>;
  return (
    <span className={styles.urls}>
      <UrlLink url={first} />
      {rest.length > 0 && (
        <Popover align="end" label={`${t.more(rest.length)} ${t.urls}`} buttonClass={styles.more} trigger={t.more(rest.length)}>
          <div className={styles.menu}>
            {shown.map((url) => (
              <span key={url.url + url.name} className={styles.menuLink}>
                <Icon name="link" size={14} />
                <UrlLink url={url} />
              </span>
            ))}
          </div>
        </Popover>
      )}
    </span>
  );
}
