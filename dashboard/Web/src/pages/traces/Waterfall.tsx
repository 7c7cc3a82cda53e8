import { useCallback, useMemo, useRef, useState, type PointerEvent } from 'react';
import { load, save } from '@/app';
import { Button, Empty, VirtualTable, type Column } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { SpanView } from './api';
import { messages } from './messages';
import { SpanBar } from './SpanBar';
import { SpanName } from './SpanName';
import { place, ticks } from './waterfall';
import styles from './Waterfall.module.css';

export interface View {
  from: number;
  to: number;
}

interface Props {
  rows: readonly SpanView[];
  view: View;
  /** Null shows the whole trace. */
  onZoom(view: View | null): void;
  zoomed: boolean;
  selected: string | null;
  onSelect(id: string): void;
  scrollTo: string | null;
  collapsed: ReadonlySet<string>;
  onToggle(id: string): void;
}

const keyOf = (span: SpanView) => span.id;
const deepest = 24;

/** Every span as a bar under the axis; drag over the axis to zoom. */
export function Waterfall({ rows, view, onZoom, zoomed, selected, onSelect, scrollTo, collapsed, onToggle }: Props) {
  const t = useMessages(messages);
  const format = useFormat();
  const [nameWidth, setNameWidth] = useState(() => load('waterfall.names', 0.45));
  const [drag, setDrag] = useState<{ start: number; end: number } | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const measure = useCallback((element: HTMLDivElement | null) => {
    root.current = element;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const names = Math.round(Math.max(110, Math.min(width - 130, width * nameWidth)));
  const marks = useMemo(() => ticks(view.from, view.to, width - names > 520 ? 6 : 3), [view, width, names]);
  const lines = useMemo(() => marks.map((mark) => (mark - view.from) / (view.to - view.from)), [marks, view]);

  // A resource is named where the work passes to it; below, its colour is enough.
  const leads = useMemo(() => {
    const senders = new Map(rows.map((span) => [span.id, span.resource]));
    return new Set(rows.filter((span) => span.parent === undefined || senders.get(span.parent) !== span.resource).map((span) => span.id));
  }, [rows]);

  const columns = useMemo<Column<SpanView>[]>(
    () => [
      { id: 'name', header: t.name, width: names, fixed: true, cell: (span) => <SpanName span={span} lead={leads.has(span.id)} /> },
      { id: 'bar', header: t.duration, width: 100, grow: true, fixed: true, cell: (span) => <SpanBar span={span} view={view} lines={lines} /> },
    ],
    [t, names, view, lines, leads],
  );

  const share = (event: PointerEvent) => {
    const box = axis.current!.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  const resize = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const box = root.current!.getBoundingClientRect();
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    target.onpointermove = (moved) => setNameWidth(Math.max(0.15, Math.min(0.75, (moved.clientX - box.left) / box.width)));
    target.onpointerup = target.onpointercancel = () => {
      target.onpointermove = target.onpointerup = target.onpointercancel = null;
      setNameWidth((now) => (save('waterfall.names', now), now));
    };
  };
  const selecting = drag && place(Math.min(drag.start, drag.end), Math.abs(drag.end - drag.start), { from: 0, to: 1 });

  return (
    <div className={styles.waterfall} ref={measure}>
      <div className={styles.header} style={{ gridTemplateColumns: `${names}px minmax(0, 1fr)` }}>
        <div className={styles.headerName}>
          {t.span}
          <span
            role="separator"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={t.resizeNames}
            aria-valuenow={Math.round(nameWidth * 100)}
            className={styles.grip}
            onPointerDown={resize}
            onKeyDown={(event) => {
              const by = { ArrowLeft: -0.03, ArrowRight: 0.03 }[event.key];
              if (by !== undefined) setNameWidth((now) => Math.max(0.15, Math.min(0.75, now + by)));
            }}
          />
        </div>
        <div className={styles.headerAxis}>
          <div
            ref={axis}
            className={styles.axis}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              setDrag({ start: share(event), end: share(event) });
            }}
            onPointerMove={(event) => drag && setDrag({ ...drag, end: share(event) })}
            onPointerUp={() => {
              if (drag && Math.abs(drag.end - drag.start) > 0.01) {
                const at = (each: number) => view.from + each * (view.to - view.from);
                onZoom({ from: at(Math.min(drag.start, drag.end)), to: at(Math.max(drag.start, drag.end)) });
              }
              setDrag(null);
            }}
            onDoubleClick={() => onZoom(null)}
          >
            {marks.map((mark, index) => (
              <span key={mark} className={styles.tick} style={{ left: `${lines[index]! * 100}%` }}>
                {format.duration(mark)}
              </span>
            ))}
            {selecting && <span className={styles.selecting} style={{ left: `${selecting.left * 100}%`, width: `${selecting.width * 100}%` }} />}
          </div>
          {zoomed && (
            <span className={styles.unzoom}>
              <Button small icon="fit" aria-label={t.total} onClick={() => onZoom(null)} />
            </span>
          )}
        </div>
      </div>
      <VirtualTable
        id="waterfall"
        label={t.waterfall}
        headless
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        rowHeight={28}
        selectedKey={selected}
        onSelect={(span) => onSelect(span.id)}
        scrollTo={scrollTo}
        depth={(span) => Math.min(span.depth, width < 560 ? 3 : deepest)}
        expanded={(span) => ((span.descendants ?? 0) === 0 ? null : !collapsed.has(span.id))}
        onToggle={(span) => onToggle(span.id)}
        rowLabel={(span) => t.spanRow(span.name, span.resource, format.duration(span.duration), span.error ?? false)}
        rowClass={(span) => (span.error ? styles.failing : undefined)}
        empty={<Empty title={t.nothingMatches} />}
      />
    </div>
  );
}
