import { useState } from 'react';
import { notify } from '@/app/notifications';
import { Button, CopyButton } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { reveal } from './reveal';
import styles from './Resources.module.css';

interface Props {
  resourceId: string;
  kind: 'environment' | 'property' | 'parameter';
  name: string;
  /** A value that is known already: shown without asking. */
  known: string | null;
}

/** A value behind dots, until it is asked for. */
export function SecretValue({ resourceId, kind, name, known }: Props) {
  const t = useMessages(messages);
  const [value, setValue] = useState<string | null | undefined>(undefined);
  const show = async () => {
    try {
      setValue(known ?? (await reveal(resourceId, kind, name)));
    } catch (error) {
      notify({ intent: 'error', title: name, text: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      {value === undefined ? <span className={styles.masked} aria-label={t.masked}>••••••</span> : (value ?? <span className={styles.none}>{t.notSet}</span>)}{' '}
      <Button small tone="subtle" icon={value === undefined ? 'eye' : 'eyeOff'} aria-label={`${value === undefined ? t.reveal : t.hide}: ${name}`} onClick={() => (value === undefined ? void show() : setValue(undefined))} />
      <CopyButton text={async () => value ?? known ?? (await reveal(resourceId, kind, name)) ?? ''} />
    </>
  );
}
