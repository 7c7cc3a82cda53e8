import { useFormat, useMessages } from '@/i18n';
import type { Difference, Verdict } from './api';
import { messages } from './messages';
import styles from './Change.module.css';

/** What a verdict means at a glance. */
export function toneOfVerdict(verdict: Verdict | undefined): 'worse' | 'better' | 'new' | 'same' | undefined {
  switch (verdict) {
    case undefined:
      return undefined;
    case 'slower':
    case 'failing':
    case 'gone':
      return 'worse';
    case 'faster':
    case 'healed':
      return 'better';
    case 'new':
      return 'new';
    default:
      return 'same';
  }
}

/** "slower, +120 ms": what became of it since. */
export function Change({ difference }: { difference: Difference }) {
  const t = useMessages(messages);
  const f = useFormat();
  const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text);
  const { verdict } = difference;
  const figure =
    verdict === 'slower' || verdict === 'faster'
      ? signed(difference.time, f.duration(difference.time))
      : verdict === 'failing' || verdict === 'healed'
        ? signed(difference.errorShare, f.percent(difference.errorShare))
        : verdict === 'more' || verdict === 'fewer'
          ? signed(difference.count, f.compact(difference.count))
          : null;
  return (
    <span className={styles.change} data-tone={toneOfVerdict(verdict)}>
      {t.verdicts[verdict]}
      {figure && <b>{figure}</b>}
    </span>
  );
}
