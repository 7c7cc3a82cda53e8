import { Icon } from '@/components/Icon';
import { Popover } from '@/components/Popover';
import { useMessages } from '@/i18n';
import type { Column, Layout } from './columns';
import { messages } from './messages';
import styles from './VirtualTable.module.css';

interface Props<T> {
  columns: readonly Column<T>[];
  shown: readonly Column<T>[];
  layout: Layout;
  onChange(layout: Layout): void;
}

export function ColumnMenu<T>({ columns, shown, layout, onChange }: Props<T>) {
  const t = useMessages(messages);
  return (
    <Popover className={styles.columns} align="end" label={t.columns} trigger={<Icon name="columns" size={14} />}>
      <div className={styles.choices}>
        {columns
          .filter((column) => !column.fixed && column.header !== '')
          .map((column) => (
            <label key={column.id} className={styles.choice}>
              <input
                type="checkbox"
                checked={shown.includes(column)}
                onChange={(event) => onChange({ ...layout, shown: { ...layout.shown, [column.id]: event.target.checked } })}
              />
              {column.header}
            </label>
          ))}
        <button type="button" className={styles.reset} onClick={() => onChange({ widths: {}, shown: {} })}>
          {t.reset}
        </button>
      </div>
    </Popover>
  );
}
