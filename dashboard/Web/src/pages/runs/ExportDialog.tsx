import { useState } from 'react';
import { saveAs, send, useQuery } from '@/api';
import { Button, Dialog, ErrorState, Loading } from '@/components';
import { useMessages } from '@/i18n';
import { sorts, type ExportRow } from './api';
import { messages } from './messages';
import { cellOf, everything, selectOf, toggled, type Selection } from './selection';
import styles from './runs.module.css';

/** A table of resources and sorts of data: what is checked comes into the zip. */
export function ExportDialog({ run, onClose }: { run: string | null; onClose(): void }) {
  const t = useMessages(messages);
  const { data, error, refetch } = useQuery<{ items: ExportRow[] }>('/api/export/choices', run === null ? {} : { run });
  const [chosen, setChosen] = useState<Selection | null>(null);
  const [secrets, setSecrets] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const rows = data?.items ?? [];
  const selection = chosen ?? everything(rows);

  const download = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const search = new URLSearchParams(selectOf(selection, rows).map((pair) => ['select', pair]));
      if (run !== null) search.set('run', run);
      if (secrets) search.set('secrets', 'true');
      const answer = await send('GET', `/api/export?${search.toString()}`, {});
      saveAs(await answer.blob(), `run-${run ?? 'live'}.zip`);
      onClose();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  };

  const box = (label: string, cells: string[]) => (
    <input
      type="checkbox"
      aria-label={label}
      checked={cells.length > 0 && cells.every((cell) => selection.has(cell))}
      disabled={cells.length === 0}
      onChange={() => setChosen(toggled(selection, cells))}
    />
  );

  return (
    <Dialog
      title={t.exportTitle}
      wide
      onClose={onClose}
      onSubmit={() => void download()}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" tone="primary" icon="download" disabled={busy || selection.size === 0}>
            {busy ? t.exporting : t.download}
          </Button>
        </>
      }
    >
      <p>{t.exportText}</p>
      {failure !== null && <ErrorState error={failure} title={t.failed} />}
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : rows.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <div className={styles.choices} tabIndex={0} role="group" aria-label={t.exportTitle}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.resource}</th>
                {sorts.map((sort) => (
                  <th key={sort} scope="col" className={styles.centre}>
                    {t.sortNames[sort]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>{t.everything}</td>
                {sorts.map((sort) => (
                  <td key={sort} className={styles.centre}>
                    {box(
                      t.cell(t.sortNames[sort], t.everything),
                      rows.filter((row) => row.data.includes(sort)).map((row) => cellOf(sort, row.resource)),
                    )}
                  </td>
                ))}
              </tr>
              {rows.map((row) => (
                <tr key={row.resource}>
                  <td>{row.resource}</td>
                  {sorts.map((sort) => (
                    <td key={sort} className={styles.centre}>
                      {row.data.includes(sort) && box(t.cell(t.sortNames[sort], row.resource), [cellOf(sort, row.resource)])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {run === null && (
        <label className={styles.check}>
          <input type="checkbox" checked={secrets} onChange={(event) => setSecrets(event.target.checked)} />
          {t.secrets}
        </label>
      )}
    </Dialog>
  );
}
