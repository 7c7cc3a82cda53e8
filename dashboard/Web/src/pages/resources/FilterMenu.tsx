import { useMemo } from 'react';
import type { ResourceRow } from '@/api/resources';
import { Icon, Popover } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import type { Filter } from './tree';
import styles from './Resources.module.css';

interface Props {
  rows: readonly ResourceRow[];
  filter: Filter;
  hidden: boolean;
  onTypes(value: string | null): void;
  onStates(value: string | null): void;
  onHealths(value: string | null): void;
  onHidden(value: boolean): void;
}

/** Types, states and healths to choose from, as they occur; none chosen means all. */
export function FilterMenu({ rows, filter, hidden, onTypes, onStates, onHealths, onHidden }: Props) {
  const t = useMessages(messages);
  const occurring = useMemo(
    () => ({
      types: unique(rows.map((row) => row.resource.type)),
      states: unique(rows.map((row) => row.resource.state ?? 'Unknown')),
      healths: unique(rows.flatMap((row) => row.resource.health ?? [])),
    }),
    [rows],
  );
  const count = filter.types.length + filter.states.length + filter.healths.length;
  return (
    <Popover
      label={t.filters}
      buttonClass={styles.filterButton}
      trigger={
        <>
          <Icon name="filter" size={15} />
          <span>{t.filters}</span>
          {count > 0 && <span className={styles.count}>{count}</span>}
        </>
      }
    >
      <div className={styles.filters}>
        <Choices title={t.type} values={occurring.types} chosen={filter.types} onChange={onTypes} all={t.all} />
        <Choices title={t.state} values={occurring.states} chosen={filter.states} onChange={onStates} all={t.all} names={t.states} />
        <Choices title={t.health} values={occurring.healths} chosen={filter.healths} onChange={onHealths} all={t.all} names={t.healths} />
        <label className={styles.check}>
          <input type="checkbox" checked={hidden} onChange={(event) => onHidden(event.target.checked)} />
          {t.showHidden}
        </label>
      </div>
    </Popover>
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function Choices({ title, values, chosen, onChange, all, names }: { title: string; values: readonly string[]; chosen: readonly string[]; onChange(value: string | null): void; all: string; names?: Record<string, string> }) {
  if (values.length === 0) return null;
  return (
    <fieldset className={styles.choices}>
      <legend>{title}</legend>
      <label className={styles.check}>
        <input type="checkbox" checked={chosen.length === 0} onChange={() => onChange(null)} />
        {all}
      </label>
      {values.map((value) => (
        <label key={value} className={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) => {
              const next = event.target.checked ? [...chosen, value] : chosen.filter((each) => each !== value);
              onChange(next.length === 0 ? null : next.join(','));
            }}
          />
          {names?.[value] ?? value}
        </label>
      ))}
    </fieldset>
  );
}
