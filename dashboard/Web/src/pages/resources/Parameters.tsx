import { useMemo, useState } from 'react';
import { ApiError, put, remove, useQuery } from '@/api';
import type { CommandOutcome, InputField } from '@/api/resources';
import { notify } from '@/app/notifications';
import { Button, Dialog, Empty, ErrorState, Icon, Loading, StateIcon, VirtualTable, type Column } from '@/components';
import { InputForm, problemOf } from '@/components/InputForm';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { SecretValue } from './SecretValue';
import styles from './Resources.module.css';

interface ParameterRow {
  name: string;
  input: InputField;
  state: string | null;
  hasValue: boolean;
  isSecret: boolean;
  source: string | null;
}

export function Parameters() {
  const t = useMessages(messages);
  const { data, error, refetch } = useQuery<{ items: ParameterRow[] }>('/api/parameters', {}, ['parameters', 'resources']);
  const [editing, setEditing] = useState<ParameterRow | null>(null);

  const columns = useMemo<Column<ParameterRow>[]>(
    () => [
      {
        id: 'name',
        header: t.name,
        width: 240,
        fixed: true,
        compare: (a, b) => a.name.localeCompare(b.name),
        cell: (row) => (
          <>
            <Icon name="key" size={16} />
            <span className={styles.name} title={row.input.description ?? row.name}>
              {row.input.label ?? row.name}
            </span>
            {row.isSecret && <span className={styles.count}>{t.secret}</span>}
          </>
        ),
      },
      {
        id: 'value',
        header: t.value,
        width: 300,
        grow: true,
        fixed: true,
        cell: (row) =>
          !row.hasValue ? (
            <span className={styles.state}>
              <StateIcon tone="warning" />
              {t.missing}
            </span>
          ) : row.isSecret ? (
            <SecretValue resourceId={row.name} kind="parameter" name={row.name} known={null} />
          ) : (
            <span className={styles.parameterValue} title={row.input.value ?? undefined}>
              {row.input.value}
            </span>
          ),
      },
      { id: 'source', header: t.source, width: 180, from: 700, cell: (row) => row.source ?? '' },
      {
        id: 'actions',
        header: t.actions,
        width: 130,
        align: 'end',
        fixed: true,
        cell: (row) => (
          <>
            <Button small onClick={() => setEditing(row)} aria-label={`${t.set}: ${row.name}`}>
              {t.set}
            </Button>
            {row.hasValue && <Button small tone="subtle" icon="trash" aria-label={`${t.remove}: ${row.name}`} onClick={() => void change(row.name, t, () => remove<CommandOutcome>(`/api/parameters/${encodeURIComponent(row.name)}`, { save: 'true' }), t.removed(row.name))} />}
          </>
        ),
      },
    ],
    [t],
  );

  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <Loading />;
  return (
    <>
      <VirtualTable
        id="parameters"
        label={t.parameters}
        rows={data.items}
        columns={columns}
        rowKey={(row) => row.name}
        rowHeight={42}
        empty={
          <Empty title={t.noParameters} icon="key">
            {t.noParametersText}
          </Empty>
        }
      />
      {editing && <ParameterDialog row={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

async function change(name: string, t: { failed(name: string): string }, work: () => Promise<CommandOutcome>, done: string): Promise<void> {
  try {
    const outcome = await work();
    if (outcome.success) notify({ intent: 'success', title: done });
    else notify({ intent: 'error', title: t.failed(name), text: outcome.culprit ?? undefined });
  } catch (error) {
    notify({ intent: 'error', title: t.failed(name), text: error instanceof ApiError ? error.message : String(error) });
  }
}

function ParameterDialog({ row, onClose }: { row: ParameterRow; onClose(): void }) {
  const t = useMessages(messages);
  const [value, setValue] = useState(row.isSecret ? '' : (row.input.value ?? ''));
  const [save, setSave] = useState(true);
  const [validate, setValidate] = useState(false);
  const field: InputField = { ...row.input, required: true };
  const submit = () => {
    if (problemOf(field, value) !== null) return setValidate(true);
    onClose();
    void change(row.name, t, () => put<CommandOutcome>(`/api/parameters/${encodeURIComponent(row.name)}`, { value, save }), t.saved(row.name));
  };
  return (
    <Dialog
      title={t.setTitle(row.name)}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" tone="primary">
            {t.set}
          </Button>
        </>
      }
    >
      <InputForm fields={[field]} values={{ [field.name]: value }} validate={validate} onChange={(_, next) => setValue(next)} />
      <label className={styles.check} style={{ marginTop: 12 }}>
        <input type="checkbox" checked={save} onChange={(event) => setSave(event.target.checked)} />
        {t.save}
      </label>
    </Dialog>
  );
}
