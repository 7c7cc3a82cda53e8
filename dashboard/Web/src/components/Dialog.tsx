import { Dialog as FluentDialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { Button } from './Button';
import { messages } from './messages';
import styles from './Dialog.module.css';

interface Props {
  title: ReactNode;
  onClose(): void;
  /** Buttons at the foot. */
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** Escape and a click beside it do not close: an answer is wanted. */
  insist?: boolean;
  /** Fills the foot with a form's submit. */
  onSubmit?(): void;
}

/** A modal dialog; mounted while open. */
export function Dialog({ title, onClose, actions, children, wide, insist, onSubmit }: Props) {
  const t = useMessages(messages);
  return (
    <FluentDialog open modalType={insist ? 'alert' : 'modal'} onOpenChange={(_, data) => !data.open && !insist && onClose()}>
      <DialogSurface className={wide ? styles.wide : styles.surface}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit?.();
          }}
        >
          <DialogBody>
            <DialogTitle action={insist ? null : <Button tone="subtle" small icon="close" aria-label={t.close} onClick={onClose} />}>{title}</DialogTitle>
            <DialogContent>{children}</DialogContent>
            {actions && <DialogActions>{actions}</DialogActions>}
          </DialogBody>
        </form>
      </DialogSurface>
    </FluentDialog>
  );
}
