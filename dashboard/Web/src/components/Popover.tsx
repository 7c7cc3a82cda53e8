import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import styles from './Popover.module.css';

interface Props {
  /** Of the button. */
  label: string;
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  className?: string;
  buttonClass?: string;
  /** Closes after a click inside. */
  closeOnClick?: boolean;
  onOpen?(open: boolean): void;
}

/** A button that opens a small panel; Escape and a click elsewhere close it and give the focus back. */
export function Popover({ label, trigger, children, align = 'start', className, buttonClass, closeOnClick, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const show = (next: boolean) => {
    setOpen(next);
    onOpen?.(next);
  };

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) show(false);
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);

  return (
    <div
      ref={root}
      className={`${styles.popover} ${className ?? ''}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation();
          show(false);
          button.current?.focus();
        }
      }}
    >
      <button ref={button} type="button" className={buttonClass ?? styles.button} aria-label={label} title={label} aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => show(!open)}>
        {trigger}
      </button>
      {open && (
        <div id={id} className={styles.panel} data-align={align} onClick={closeOnClick ? () => show(false) : undefined}>
          {children}
        </div>
      )}
    </div>
  );
}
