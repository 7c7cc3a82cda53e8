import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
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

const gap = 4;
const margin = 8;

/** A button that opens a small panel over the page; Escape and a click elsewhere close it and give the focus back. */
export function Popover({ label, trigger, children, align = 'start', className, buttonClass, closeOnClick, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const show = (next: boolean) => {
    setOpen(next);
    onOpen?.(next);
  };

  // Placed before it is painted: below the button, above where there is no room, never beyond the window.
  useLayoutEffect(() => {
    const element = panel.current;
    if (!open || !element) return;
    const box = button.current!.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = align === 'end' ? box.right - width : box.left;
    const below = box.bottom + gap;
    const top = below + height > window.innerHeight - margin && box.top - gap - height > 0 ? box.top - gap - height : below;
    element.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`;
    element.style.top = `${top}px`;
    element.style.maxHeight = `${Math.max(120, window.innerHeight - top - margin)}px`;
    element.querySelector<HTMLElement>('button, input, a, select')?.focus({ preventScroll: true });
  }, [open, align]);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!panel.current?.contains(target) && !button.current?.contains(target)) show(false);
    };
    const moved = () => show(false);
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('resize', moved);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('resize', moved);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape') {
      show(false);
      button.current?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const stops = [...(panel.current?.querySelectorAll<HTMLElement>('button:not(:disabled), input, a, select') ?? [])];
      if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox' && event.target.type !== 'radio') return;
      const at = stops.indexOf(document.activeElement as HTMLElement);
      stops[(at + (event.key === 'ArrowDown' ? 1 : stops.length - 1)) % stops.length]?.focus();
    } else if (event.key === 'Tab') {
      event.stopPropagation();
      return;
    } else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span className={`${styles.popover} ${className ?? ''}`} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={buttonClass ?? styles.button}
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={(event) => {
          event.stopPropagation();
          show(!open);
        }}
      >
        {trigger}
      </button>
      {open &&
        createPortal(
          <div
            id={id}
            ref={panel}
            role="group"
            aria-label={label}
            className={styles.panel}
            onClick={(event) => {
              event.stopPropagation();
              if (closeOnClick) show(false);
            }}
          >
            {children}
          </div>,
          button.current?.closest('dialog') ?? document.body,
        )}
    </span>
  );
}
