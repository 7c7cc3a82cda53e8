import { useMemo } from 'react';
import { ResourceBadge, VirtualTable, type Column } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { SpanView } from './api';
import { messages } from './messages';

const keyOf = (span: SpanView) => span.id;

/** The waterfall's twin: spans as a table that can be sorted. */
export function SpanTable({ rows, selected, onSelect, scrollTo }: { rows: readonly SpanView[]; selected: string | null; onSelect(id: string): void; scrollTo: string | null }) {
  const t = useMessages(messages);
  const format = useFormat();
  const columns = useMemo<Column<SpanView>[]>(
    () => [
      { id: 'offset', header: t.offset, width: 96, align: 'end', compare: (a, b) => a.start - b.start, cell: (span) => format.duration(span.start) },
      { id: 'resource', header: t.resource, width: 150, from: 460, compare: (a, b) => a.resource.localeCompare(b.resource), cell: (span) => <ResourceBadge name={span.resource} failed={span.error ?? false} /> },
      { id: 'name', header: t.name, width: 180, grow: true, fixed: true, compare: (a, b) => a.name.localeCompare(b.name), cell: (span) => <span title={span.detail}>{span.name}</span> },
      { id: 'kind', header: t.kind, width: 90, from: 900, compare: (a, b) => a.kind.localeCompare(b.kind), cell: (span) => t.kindName(span.kind) },
      { id: 'type', header: t.type, width: 100, from: 900, compare: (a, b) => a.type.localeCompare(b.type), cell: (span) => t.typeName(span.type) },
      { id: 'peer', header: t.peer, width: 150, from: 760, compare: (a, b) => (a.peer ?? '').localeCompare(b.peer ?? ''), cell: (span) => span.peer && <ResourceBadge name={span.peer} /> },
      { id: 'duration', header: t.duration, width: 96, align: 'end', fixed: true, compare: (a, b) => a.duration - b.duration, cell: (span) => format.duration(span.duration) },
      { id: 'self', header: t.self, width: 96, align: 'end', from: 560, compare: (a, b) => (a.self ?? 0) - (b.self ?? 0), cell: (span) => format.duration(span.self ?? 0) },
      { id: 'status', header: t.status, width: 120, from: 640, compare: (a, b) => Number(a.error ?? false) - Number(b.error ?? false), cell: (span) => (span.error ? (span.errorType ?? t.statusName('error')) : (span.http ?? '')) },
    ],
    [t, format],
  );
  return <VirtualTable id="spans" label={t.tableView} rows={rows} columns={columns} rowKey={keyOf} rowHeight={30} selectedKey={selected} onSelect={(span) => onSelect(span.id)} scrollTo={scrollTo} />;
}
