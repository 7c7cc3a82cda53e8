import { Popover } from '@/components';
import { useMessages } from '@/i18n';
import type { Dimension } from './api';
import { messages } from './messages';
import { formatFilter, parseFilter } from './reading';
import styles from './metrics.module.css';

interface Props {
  dimensions: readonly Dimension[];
  filter: string;
  onFilter(filter: string): void;
  split: readonly string[];
  onSplit(split: readonly string[]): void;
}

/** For each attribute: which values count, and whether each gets a line of its own. */
export function DimensionFilters({ dimensions, filter, onFilter, split, onSplit }: Props) {
  const t = useMessages(messages);
  const chosen = parseFilter(filter);
  const choose = (key: string, values: ReadonlySet<string> | null) => {
    const next = new Map<string, ReadonlySet<string>>(chosen);
    if (values === null) next.delete(key);
    else next.set(key, values);
    onFilter(formatFilter(next));
  };
  return dimensions.map((dimension) => {
    const values = chosen.get(dimension.key);
    const name = dimension.key === 'service.instance.id' ? t.instance : dimension.key;
    const parted = split.includes(dimension.key);
    return (
      <Popover
        key={dimension.key}
        label={name}
        buttonClass={styles.dimension}
        trigger={
          <span data-active={values !== undefined || parted || undefined}>
            {name}
            <small>{values ? t.filtered(values.size, dimension.values.length) : t.all}</small>
          </span>
        }
      >
        <div className={styles.values} role="group" aria-label={name}>
          <label className={styles.splitBy}>
            <input
              type="checkbox"
              checked={parted}
              onChange={() => onSplit(parted ? split.filter((key) => key !== dimension.key) : [...split, dimension.key])}
            />
            {t.split(name)}
          </label>
          <label>
            <input type="checkbox" checked={values === undefined} onChange={() => choose(dimension.key, values === undefined ? new Set([dimension.values[0] ?? '']) : null)} />
            {t.all}
          </label>
          {dimension.values.map((value) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={values === undefined || values.has(value)}
                onChange={() => {
                  const next = new Set(values ?? dimension.values);
                  if (!next.delete(value)) next.add(value);
                  choose(dimension.key, next.size === dimension.values.length || next.size === 0 ? null : next);
                }}
              />
              <span>{value === '' ? t.empty : value}</span>
            </label>
          ))}
        </div>
      </Popover>
    );
  });
}
