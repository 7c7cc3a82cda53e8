import { useState } from 'react';
import { useStore } from '@/app/store';
import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { InputForm, initialValues, problemOf } from '@/components/InputForm';
import { useMessages } from '@/i18n';
import { execute, pendingCommand, type PendingCommand } from './commands';
import { messages } from './messages';

export function CommandDialogs() {
  const pending = useStore(pendingCommand);
  return pending && <CommandDialog key={`${pending.resource.id} ${pending.command.name} ${pending.errors ? 'again' : ''}`} pending={pending} />;
}

function CommandDialog({ pending }: { pending: PendingCommand }) {
  const t = useMessages(messages);
  const { resource, command } = pending;
  const [values, setValues] = useState(() => ({ ...initialValues(command.inputs), ...pending.values }));
  const [validate, setValidate] = useState(false);
  const close = () => pendingCommand.set(null);
  const submit = () => {
    if (command.inputs.some((field) => problemOf(field, values[field.name] ?? null) !== null)) return setValidate(true);
    close();
    void execute(resource, command, values);
  };
  return (
    <Dialog
      title={`${command.displayName}: ${resource.id}`}
      onClose={close}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="submit" tone="primary">
            {command.inputs.length === 0 ? command.displayName : t.run}
          </Button>
        </>
      }
    >
      {(command.confirmation ?? command.description) && <p>{command.confirmation ?? command.description}</p>}
      <InputForm fields={command.inputs} values={values} validate={validate} errors={pending.errors} onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))} />
    </Dialog>
  );
}
