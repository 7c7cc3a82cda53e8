import { Link } from 'wouter';
import { pageUrl } from '@/app/url';
import styles from './ResourceBadge.module.css';

/** One of twelve hues by name, the same on every page, in every run and both themes (FNV-1a). */
export function colorOf(name: string): string {
  return `var(--series-${hueOf(name)})`;
}

export function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) % 12;
}

interface Props {
  name: string;
  /** Shown after the name: an instance, a count. */
  detail?: string | number;
  /** Opens the resource's details. */
  link?: boolean;
  /** Marks that some of what is counted failed. */
  failed?: boolean;
}

/** A resource's name with its colour. */
export function ResourceBadge({ name, detail, link, failed }: Props) {
  const content = (
    <>
      <i className={styles.dot} style={{ background: colorOf(name) }} />
      <span className={styles.name}>{name}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </>
  );
  return link ? (
    <Link className={styles.badge} href={pageUrl('/resources', { resource: name })}>
      {content}
    </Link>
  ) : (
    <span className={styles.badge} data-failed={failed || undefined}>
      {content}
    </span>
  );
}
