import { useRef, useState, type ReactNode } from 'react';
import { remove, send, useQuery } from '@/api';
import { setUrl, useUrlState } from '@/app';
import { Button, Dialog, ErrorState, Loading, Page, Toolbar } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { Imported, Run, RunList } from './api';
import { ClearDialog } from './ClearDialog';
import { ExportDialog } from './ExportDialog';
import { messages } from './messages';
import { RunTable } from './RunTable';
import styles from './runs.module.css';

type Open = { kind: 'export'; run: string | null } | { kind: 'clear' } | { kind: 'remove'; run: Run };

export default function RunsPage() {
  const t = useMessages(messages);
  const f = useFormat();
  const [shown] = useUrlState('run');
  const { data, error, refetch } = useQuery<RunList>('/api/runs', {}, ['runs']);
  const [dialog, setDialog] = useState<Open | null>(null);
  const [note, setNote] = useState<{ tone: 'success' | 'error' | 'busy'; text: ReactNode } | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const close = () => setDialog(null);

  const importFile = async (chosen: File) => {
    setNote({ tone: 'busy', text: t.importing });
    try {
      const answer = (await (await send('POST', '/api/import', { name: chosen.name }, chosen)).json()) as Imported;
      setNote({ tone: 'success', text: t.importedResult(f.number(answer.spans), f.number(answer.logs), f.number(answer.metrics)) });
      refetch();
    } catch (problem) {
      setNote({ tone: 'error', text: problem instanceof Error ? problem.message : String(problem) });
    }
  };

  const removeRun = async (run: Run) => {
    close();
    try {
      await remove(`/api/runs/${run.id}`);
      if (shown === run.id) setUrl({ run: null, from: null, to: null });
      refetch();
    } catch (problem) {
      setNote({ tone: 'error', text: problem instanceof Error ? problem.message : String(problem) });
    }
  };

  return (
    <Page title={t.title} scroll>
      <Toolbar label={t.actions}>
        <Button icon="upload" onClick={() => file.current?.click()}>
          {t.import}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".zip,.json,.jsonl,.ndjson"
          aria-label={t.import}
          hidden
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen) void importFile(chosen);
          }}
        />
        <Button icon="download" onClick={() => setDialog({ kind: 'export', run: shown || null })}>
          {t.export}
        </Button>
        <Button icon="trash" disabled={shown !== ''} onClick={() => setDialog({ kind: 'clear' })}>
          {t.clear}
        </Button>
      </Toolbar>
      {note && (
        <p className={styles.note} data-tone={note.tone} role={note.tone === 'error' ? 'alert' : 'status'}>
          {note.text}
        </p>
      )}
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          {data.problem !== null && <p className={styles.note}>{t.problem(data.problem)}</p>}
          <p className={styles.text}>
            {t.intro} {data.kept ? t.usage(f.bytes(data.bytes), f.bytes(data.bytesLimit), data.runsLimit) : t.notKept}
          </p>
          <RunTable
            runs={data.items}
            shown={shown}
            onExport={(run) => setDialog({ kind: 'export', run: run.isCurrent ? null : run.id })}
            onRemove={(run) => setDialog({ kind: 'remove', run })}
          />
        </>
      )}
      {dialog?.kind === 'export' && <ExportDialog run={dialog.run} onClose={close} />}
      {dialog?.kind === 'clear' && <ClearDialog onClose={close} />}
      {dialog?.kind === 'remove' && (
        <Dialog
          title={t.removeTitle}
          onClose={close}
          onSubmit={() => void removeRun(dialog.run)}
          actions={
            <>
              <Button onClick={close}>{t.cancel}</Button>
              <Button type="submit" tone="danger" icon="trash">
                {t.remove}
              </Button>
            </>
          }
        >
          <p>{t.removeText(dialog.run.name)}</p>
        </Dialog>
      )}
    </Page>
  );
}
