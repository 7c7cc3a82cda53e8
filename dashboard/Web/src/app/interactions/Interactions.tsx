import { useEffect, useRef, useState } from 'react';
import { ApiError, post } from '@/api/client';
import type { InteractionSnapshot } from '@/api/resources';
import { useQuery } from '@/api/useQuery';
import { Banner } from '@/app/Banners';
import { notify } from '@/app/notifications';
import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { InputForm, initialValues, problemOf, type InputValues } from '@/components/InputForm';
import { Markdown } from '@/components/Markdown';
import { safeHref } from '@/components/markdownParser';
import { Loading } from '@/components/states';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import styles from './Interactions.module.css';

type Action = 'primary' | 'secondary' | 'dismiss' | 'change';

async function respond(id: number, action: Action, values: InputValues = {}): Promise<void> {
  try {
    await post(`/api/interactions/${id}`, { action, values });
  } catch (error) {
    // 410: another tab was faster; the list tells.
    if (!(error instanceof ApiError) || error.status !== 410) notify({ intent: 'error', title: error instanceof Error ? error.message : String(error) });
  }
}

/** What the host asks or tells: notifications as bars over the page, the oldest prompt as a dialog. */
export function Interactions() {
  const { data } = useQuery<{ items: InteractionSnapshot[] }>('/api/interactions', {}, ['interactions']);
  const items = (data?.items ?? []).filter((item) => !item.isComplete);
  const [closed, setClosed] = useState<readonly number[]>([]);
  const bars = items.filter((item) => item.kind === 'notification' && !closed.includes(item.id));
  const dialog = items.find((item) => item.kind !== 'notification' && !closed.includes(item.id));
  const answer = (item: InteractionSnapshot, action: Action, values?: InputValues) => {
    if (action !== 'change') setClosed((old) => [...old, item.id]);
    void respond(item.id, action, values);
  };
  return (
    <>
      {bars.map((item) => (
        <Bar key={item.id} item={item} onAnswer={(action) => answer(item, action)} />
      ))}
      {dialog && <Prompt key={dialog.id} item={dialog} onAnswer={(action, values) => answer(dialog, action, values)} />}
    </>
  );
}

function toneOf(intent: string): 'info' | 'warning' | 'error' | 'success' {
  switch (intent.toLowerCase()) {
    case 'success':
      return 'success';
    case 'warning':
      return 'warning';
    case 'error':
      return 'error';
    default:
      return 'info';
  }
}

function Message({ item }: { item: InteractionSnapshot }) {
  if (!item.message) return null;
  return item.isMarkdown ? <Markdown text={item.message} /> : <p className={styles.message}>{item.message}</p>;
}

function Bar({ item, onAnswer }: { item: InteractionSnapshot; onAnswer(action: Action): void }) {
  const t = useMessages(messages);
  const tone = toneOf(item.intent);
  const href = item.linkUrl && safeHref(item.linkUrl);
  return (
    <Banner
      tone={tone}
      icon={tone}
      actions={
        <>
          {item.primaryButton && (
            <Button small onClick={() => onAnswer('primary')}>
              {item.primaryButton}
            </Button>
          )}
          {item.showSecondary && item.secondaryButton && (
            <Button small onClick={() => onAnswer('secondary')}>
              {item.secondaryButton}
            </Button>
          )}
          {item.showDismiss && <Button small tone="subtle" icon="close" aria-label={t.dismiss} onClick={() => onAnswer('dismiss')} />}
        </>
      }
    >
      <div className={styles.bar}>
        <strong>{item.title}</strong>
        <Message item={item} />
        {href && (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {item.linkText ?? href}
          </a>
        )}
      </div>
    </Banner>
  );
}

function Prompt({ item, onAnswer }: { item: InteractionSnapshot; onAnswer(action: Action, values?: InputValues): void }) {
  const t = useMessages(messages);
  const [values, setValues] = useState<InputValues>(() => initialValues(item.inputs));
  const [validate, setValidate] = useState(false);
  const touched = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Inputs that depend on others get their values from the host; what the user typed stays.
  useEffect(() => {
    setValues((old) => {
      const next = initialValues(item.inputs);
      for (const name of touched.current) if (name in next) next[name] = old[name] ?? null;
      return next;
    });
  }, [item.inputs]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (name: string, value: string) => {
    touched.current.add(name);
    const next = { ...values, [name]: value };
    setValues(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onAnswer('change', next), 300);
  };
  const submit = () => {
    if (item.inputs.some((field) => problemOf(field, values[field.name] ?? null) !== null)) return setValidate(true);
    clearTimeout(timer.current);
    onAnswer('primary', values);
  };

  if (item.kind === 'progress') {
    return (
      <Dialog title={item.title} insist onClose={() => undefined} actions={item.showDismiss || item.showSecondary ? <Button onClick={() => onAnswer('dismiss')}>{item.secondaryButton ?? t.cancel}</Button> : undefined}>
        <Message item={item} />
        <Loading label={t.working} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={item.title}
      insist={!item.showDismiss}
      onClose={() => onAnswer('dismiss')}
      onSubmit={submit}
      actions={
        <>
          {item.showSecondary && <Button onClick={() => onAnswer('secondary', values)}>{item.secondaryButton ?? t.cancel}</Button>}
          <Button type="submit" tone="primary">
            {item.primaryButton ?? t.ok}
          </Button>
        </>
      }
    >
      <Message item={item} />
      <InputForm fields={item.inputs} values={values} validate={validate} onChange={change} />
    </Dialog>
  );
}
