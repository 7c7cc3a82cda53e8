import { Icon } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { TraceView } from './api';
import { isUsual, partsOf } from './comparison';
import { messages } from './messages';
import styles from './Trace.module.css';

/** What was unusual about this trace, in a sentence; and what is wrong with what was received. */
export function Explanation({ trace }: { trace: TraceView }) {
  const t = useMessages(messages);
  const format = useFormat();
  const { comparison } = trace;
  const failing = comparison?.groups.some((group) => group.verdict === 'failing') ?? false;
  const parts = (comparison?.groups ?? []).flatMap((group) => {
    const says = partsOf(group, comparison!);
    const texts: string[] = [];
    if (says.time) texts.push(t.differenceTime(group.time > 0 ? '+' : '−', format.duration(Math.abs(group.time)), group.resource));
    if (says.count && group.verdict !== 'gone') texts.push(t.differenceCount(format.number(group.count), group.type, format.number(group.medianCount), group.resource, says.time));
    if (group.verdict === 'gone') texts.push(t.differenceGone(group.resource));
    return texts.length === 0 ? [] : [{ key: `${group.resource} ${group.type}`, text: texts.join(', '), worse: group.time > 0 || group.count > group.medianCount }];
  });
  const notices = [
    ...(trace.hasRoot ? [] : [t.noRoot]),
    ...(trace.missingParents > 0 && trace.hasRoot ? [t.missing(trace.missingParents)] : []),
    ...(trace.cycles > 0 ? [t.cycles(trace.cycles)] : []),
    ...trace.skew.map(({ resource, shift }) => t.skew(resource, format.duration(Math.abs(shift)), shift > 0)),
  ];
  return (
    <>
      {notices.length > 0 && (
        <ul className={styles.notices} data-testid="trace-notices">
          {notices.map((notice) => (
            <li key={notice}>
              <Icon name="warning" size={15} /> {notice}
            </li>
          ))}
        </ul>
      )}
      {comparison && (
        <p className={styles.comparison} data-testid="trace-comparison">
          <Icon name="metrics" size={15} />
          <span>
            {comparison.traces === 0
              ? t.compareNone
              : isUsual(comparison)
                ? t.compareUsual(format.duration(comparison.median), comparison.traces)
                : (comparison.difference > 0 ? t.compareSlower : t.compareFaster)(format.duration(Math.abs(comparison.difference)), format.duration(comparison.median), comparison.traces)}
          </span>
          {failing && comparison.traces > 0 && (
            <span className={styles.difference} data-worse="true">
              {t.usuallySucceeds}
            </span>
          )}
          {parts.map((part) => (
            <span key={part.key} className={styles.difference} data-worse={part.worse}>
              {part.text}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
