import { useState } from 'react';
import { remove, useQuery } from '@/api';
import { Button, Dialog, ErrorState } from '@/components';
import { useMessages } from '@/i18n';
import type { ExportRow } from './api';
import { messages } from './messages';
import styles from './runs.module.css';

/** Forgets what has come: of all or of one resource, all signals or one. */
export function ClearDialog({ onClose }: { onClose(): void }) {
  const t = useMessages(messages);
  const { data } = useQuery<{ items: ExportRow[] }>('/api/export/choices');
  const [resource, setResource] = useState('');
  const [signal, setSignal] = useState('');
  const [failure, setFailure] = useState<unknown>(null);

  const clear = async () => {
    try {
      await remove('/api/telemetry', { resource: resource || undefined, signal: signal || undefined });
      onClose();
    } catch (problem) {
      setFailure(problem);
    }
  };

  return (
    <Dialog
      title={t.clearTitle}
      onClose={onClose}
      onSubmit={() => void clear()}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" tone="danger" icon="trash">
            {t.clearNow}
          </Button>
        </>
      }
    >
      <p>{t.clearText}</p>
      {failure !== null && <ErrorState error={failure} title={t.failed} />}
      <div className={styles.fields}>
        <label className={styles.field}>
          {t.clearResource}
          <select value={resource} onChange={(event) => setResource(event.target.value)}>
            <option value="">{t.all}</option>
            {(data?.items ?? []).map((row) => (
              <option key={row.resource}>{row.resource}</option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          {t.clearSignal}
          <select value={signal} onChange={(event) => setSignal(event.target.value)}>
            <option value="">{t.all}</option>
            {(['traces', 'logs', 'metrics'] as const).map((each) => (
              <option key={each} value={each}>
                {t.sortNames[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </Dialog>
  );
}
