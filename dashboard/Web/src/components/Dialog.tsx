import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
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
  /** Enter in an input, or a button of type submit. */
  onSubmit?(): void;
}

/**
 * A modal dialog; mounted while open. The browser's own: it traps the focus, lies above all, and gives the focus back. (Fluent's leaves the page
 * hidden from screen readers where it is unmounted while open.)
 */
export function Dialog({ title, onClose, actions, children, wide, insist, onSubmit }: Props) {
  const t = useMessages(messages);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    (element.querySelector<HTMLElement>('[data-autofocus], input, select, textarea') ?? element.querySelector<HTMLElement>('footer button[type="submit"]') ?? element).focus({ preventScroll: true });
    return () => {
      element.close();
      const gone = !(before instanceof HTMLElement) || !before.isConnected || before === document.body;
      if (gone) document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    const element = dialog.current!;
    const cancel = (event: Event) => {
      event.preventDefault();
      if (!insist) onClose();
    };
    element.addEventListener('cancel', cancel);
    return () => element.removeEventListener('cancel', cancel);
  }, [insist, onClose]);

  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={id}
      tabIndex={-1}
      className={styles.dialog}
      data-wide={wide || undefined}
      onPointerDown={(event) => event.target === event.currentTarget && !insist && onClose()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <header className={styles.header}>
          <h2 id={id}>{title}</h2>
          {!insist && <Button tone="subtle" small icon="close" aria-label={t.close} onClick={onClose} />}
        </header>
        <div className={styles.content}>{children}</div>
        {actions && <footer className={styles.actions}>{actions}</footer>}
      </form>
    </dialog>,
    document.body,
  );
}
