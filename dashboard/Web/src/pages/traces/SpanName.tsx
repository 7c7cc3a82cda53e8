import { memo } from 'react';
import { colorOf, Icon } from '@/components';
import { useMessages } from '@/i18n';
import type { SpanView } from './api';
import { messages } from './messages';
import styles from './Waterfall.module.css';

/** Who did what: the resource (where it is another than above), the span's name, whom it called, in short what it said. */
export const SpanName = memo(function SpanName({ span, lead }: { span: SpanView; lead: boolean }) {
  const t = useMessages(messages);
  return (
    <span className={styles.spanName} title={[`${span.resource}: ${span.name}`, span.peer && `→ ${span.peer}`, span.detail].filter(Boolean).join('\n')}>
      <i className={styles.stripe} style={{ background: colorOf(span.resource) }} />
      {span.error && <Icon name="error" size={14} label={t.statusName('error')} className={styles.errorIcon} />}
      {span.orphan && <Icon name="link" size={13} label={t.orphan} className={styles.orphanIcon} />}
      {lead && <span className={styles.resource}>{span.resource}</span>}
      <span className={styles.text}>{span.name}</span>
      {span.peer !== undefined && span.peer !== span.name && (
        <span className={styles.peer} title={`${t.unsentPeer}${span.address && span.address !== span.peer ? ` (${span.address})` : ''}`}>
          → <i className={styles.peerDot} style={{ background: colorOf(span.peer) }} /> {span.peer}
        </span>
      )}
      {span.http !== undefined && span.http >= 400 && <span className={styles.http}>{span.http}</span>}
      {((span.links ?? 0) > 0 || (span.backlinks ?? 0) > 0) && <Icon name="graph" size={12} className={styles.dim} />}
      {span.detail !== undefined && <span className={styles.detail}>{span.detail}</span>}
    </span>
  );
});
