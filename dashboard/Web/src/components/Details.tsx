import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { createStore, load, save, useStore } from '@/app/store';
import { useMessages } from '@/i18n';
import { Button } from './Button';
import { messages } from './messages';
import styles from './Details.module.css';

type Orientation = 'right' | 'bottom';

interface Layout {
  orientation: Orientation;
  /** Share of the page. */
  size: number;
}

const layout = createStore<Layout>(load<Layout>('details', { orientation: 'right', size: 0.42 }));

function change(part: Partial<Layout>): void {
  layout.update((old) => ({ ...old, ...part }));
  save('details', layout.get());
}

/** Aspire's keys for the pane: T turns it, + and - size it, R resets it. */
export const detailsPane = {
  turn: () => change({ orientation: layout.get().orientation === 'right' ? 'bottom' : 'right' }),
  grow: (by: number) => change({ size: Math.max(0.15, Math.min(0.85, layout.get().size + by)) }),
  reset: () => change({ size: 0.42 }),
};

/** The X key closes the pane that is open. */
export const openPane = createStore<(() => void) | null>(null);

/** A page's main part and, while `details` is given, a pane beside or below it. Narrow screens show the pane over the page. */
export function Split({ children, details }: { children: ReactNode; details: ReactNode | null }) {
  const t = useMessages(messages);
  const { orientation, size } = useStore(layout);
  const root = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const box = root.current!.getBoundingClientRect();
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    target.onpointermove = (moved) => {
      const share = orientation === 'right' ? 1 - (moved.clientX - box.left) / box.width : 1 - (moved.clientY - box.top) / box.height;
      change({ size: Math.max(0.15, Math.min(0.85, share)) });
    };
    target.onpointerup = target.onpointercancel = () => {
      target.onpointermove = target.onpointerup = target.onpointercancel = null;
    };
  };
  return (
    <div ref={root} className={styles.split} data-orientation={orientation} data-open={details !== null || undefined}>
      <div className={styles.main}>{children}</div>
      {details !== null && (
        <>
          <div
            role="separator"
            tabIndex={0}
            aria-label={t.resize}
            aria-orientation={orientation === 'right' ? 'vertical' : 'horizontal'}
            aria-valuenow={Math.round(size * 100)}
            aria-valuemin={15}
            aria-valuemax={85}
            className={styles.separator}
            onPointerDown={drag}
            onKeyDown={(event) => {
              const step = { ArrowLeft: 0.04, ArrowUp: 0.04, ArrowRight: -0.04, ArrowDown: -0.04 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              detailsPane.grow(step);
            }}
          />
          <div className={styles.side} style={{ flexBasis: `${size * 100}%` }}>
            {details}
          </div>
        </>
      )}
    </div>
  );
}

interface Props {
  title: ReactNode;
  /** What screen readers call the pane. */
  label: string;
  onClose(): void;
  /** Buttons beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The pane of details: a heading that stays, actions, close (also the X key and Escape inside it). */
export function Details({ title, label, onClose, actions, children }: Props) {
  const t = useMessages(messages);
  const { orientation } = useStore(layout);
  useEffect(() => {
    openPane.set(onClose);
    return () => {
      if (openPane.get() === onClose) openPane.set(null);
    };
  }, [onClose]);
  return (
    <section
      className={styles.pane}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {actions}
        <span className={styles.turn}>
          <Button tone="subtle" small icon={orientation === 'right' ? 'table' : 'panel'} aria-label={orientation === 'right' ? t.bottom : t.right} onClick={detailsPane.turn} />
        </span>
        <Button tone="subtle" small icon="close" aria-label={t.close} onClick={onClose} />
      </header>
      <div className={styles.content}>{children}</div>
    </section>
  );
}

/** A part of the details that folds; whether it is open is remembered by its id. */
export function DetailsSection({ id, title, count, children, open: initially = true, actions }: { id: string; title: string; count?: number; children: ReactNode; open?: boolean; actions?: ReactNode }) {
  const [open, setOpen] = useState(() => load(`section.${id}`, initially));
  return (
    <div className={styles.section}>
      {actions && <span className={styles.actions}>{actions}</span>}
      <details
        open={open}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
          save(`section.${id}`, event.currentTarget.open);
        }}
      >
        <summary className={styles.summary}>
          <span>{title}</span>
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </summary>
        {open && children}
      </details>
    </div>
  );
}

/** Names and values in two columns. */
export function PropertyList({ children }: { children: ReactNode }) {
  return <dl className={styles.list}>{children}</dl>;
}

export function Property({ name, children, actions, mono }: { name: ReactNode; children: ReactNode; actions?: ReactNode; mono?: boolean }) {
  return (
    <div className={styles.property}>
      <dt>{name}</dt>
      <dd data-mono={mono || undefined}>
        <span className={styles.value}>{children}</span>
        {actions && <span className={styles.propertyActions}>{actions}</span>}
      </dd>
    </div>
  );
}
