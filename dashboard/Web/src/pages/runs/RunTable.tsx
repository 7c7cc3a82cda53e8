import { setUrl } from '@/app';
import { Button } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { Run } from './api';
import { messages } from './messages';
import styles from './runs.module.css';

interface Props {
  runs: readonly Run[];
  /** The old run on screen. */
  shown: string;
  onExport(run: Run): void;
  onRemove(run: Run): void;
}

/** Opens the run with a time range that holds all of it. */
function open(run: Run): void {
  setUrl({ run: run.id, from: Math.floor(run.startedAt) - 1000, to: Math.ceil(run.endedAt ?? Date.now()) + 1000, range: null, until: null }, true);
}

export function RunTable({ runs, shown, onExport, onRemove }: Props) {
  const t = useMessages(messages);
  const f = useFormat();
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t.table}>
      <table className={styles.table} aria-label={t.table}>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.started}</th>
            <th scope="col" className={styles.end}>
              {t.length}
            </th>
            <th scope="col" className={styles.end}>
              {t.size}
            </th>
            <th scope="col">{t.kind}</th>
            <th scope="col" className={styles.end}>
              {t.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} data-shown={run.id === shown || undefined}>
              <td>
                {run.name} <span className={styles.id}>{run.id}</span>
              </td>
              <td>{f.dateTime(run.startedAt)}</td>
              <td className={styles.end}>{f.duration((run.endedAt ?? Date.now()) - run.startedAt)}</td>
              <td className={styles.end}>{f.bytes(run.bytes)}</td>
              <td>{run.id === shown ? t.onScreen : run.isCurrent ? t.current : run.isImported ? t.imported : t.ended}</td>
              <td>
                <div className={styles.buttons}>
                  {run.id === shown || (run.isCurrent && shown !== '') ? (
                    <Button small onClick={() => setUrl({ run: null, from: null, to: null }, true)}>
                      {t.leave}
                    </Button>
                  ) : (
                    !run.isCurrent && (
                      <Button small tone="primary" onClick={() => open(run)}>
                        {t.open}
                      </Button>
                    )
                  )}
                  <Button small icon="download" onClick={() => onExport(run)}>
                    {t.export}
                  </Button>
                  {!run.isCurrent && <Button small tone="danger" icon="trash" aria-label={`${t.remove}: ${run.id}`} onClick={() => onRemove(run)} />}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
