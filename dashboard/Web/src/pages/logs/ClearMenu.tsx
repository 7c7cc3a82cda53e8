import { useState } from 'react';
import { remove } from '@/api';
import { Button, Dialog } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** Clears what is kept, of the resource that is filtered by or of all; asks first. */
export function ClearMenu({ path, resource, onCleared, texts }: { path: string; resource: string; onCleared(): void; texts?: { title: string; text: string } }) {
  const t = useMessages(messages);
  const [asking, setAsking] = useState(false);
  const name = resource === '' ? null : resource;
  const clear = async () => {
    setAsking(false);
    await remove(path, { resource: name });
    onCleared();
  };
  return (
    <>
      <Button small icon="trash" onClick={() => setAsking(true)}>
        {t.clear}
      </Button>
      {asking && (
        <Dialog
          title={texts?.title ?? t.clearTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t.cancel}</Button>
              <Button tone="danger" onClick={() => void clear()}>
                {name === null ? t.clear : t.clearOf(name)}
              </Button>
            </>
          }
        >
          {texts?.text ?? t.clearText(name)}
        </Dialog>
      )}
    </>
  );
}
