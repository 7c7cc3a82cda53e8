import { useMemo } from 'react';
import { VirtualTable, type Column } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { edgeName, type MapEdge, type MapNode, type ServiceMapData } from '../api';
import { Change } from '../Change';
import { messages } from '../messages';
import styles from './Map.module.css';

interface Props {
  data: ServiceMapData;
  compared: boolean;
  selection: string;
  onSelect(selection: string | null): void;
}

/** The same as the map, for those who read rather than look. */
export function MapTable({ data, compared, selection, onSelect }: Props) {
  const t = useMessages(messages);
  const f = useFormat();
  const figures = useMemo(() => {
    const column = <T extends MapNode | MapEdge>(id: 'rate' | 'errors' | 'p95' | 'timeouts', from?: number): Column<T> => {
      const value = (row: T) => (id === 'errors' ? row.traffic?.errorShare : row.traffic?.[id]) ?? -1;
      const show = { rate: f.rate, errors: (share: number) => f.percent(share), p95: f.duration, timeouts: (count: number) => f.number(count) }[id];
      return { id, header: t[id], width: 92, from, align: 'end', compare: (a, b) => value(a) - value(b), cell: (row) => (row.traffic === null ? '–' : <span className={id === 'errors' && row.traffic.errors > 0 ? styles.failed : undefined}>{show(value(row))}</span>) };
    };
    return { node: [column<MapNode>('rate'), column<MapNode>('errors'), column<MapNode>('p95', 480)], edge: [column<MapEdge>('rate'), column<MapEdge>('errors'), column<MapEdge>('timeouts', 760), column<MapEdge>('p95', 480)] };
  }, [t, f]);
  const nodeColumns: Column<MapNode>[] = [
    { id: 'name', header: t.name, width: 140, grow: true, fixed: true, compare: (a, b) => a.name.localeCompare(b.name), cell: (row) => row.name },
    { id: 'kind', header: t.kind, width: 110, from: 560, cell: (row) => (row.kind === 'resource' ? (row.type ?? t.resource) : t[row.kind]) },
    { id: 'state', header: t.state, width: 120, from: 700, cell: (row) => [row.state, row.health === 'Healthy' ? null : row.health].filter(Boolean).join(' · ') },
    ...figures.node,
    ...(compared ? [{ id: 'change', header: t.change, width: 140, fixed: true, cell: (row: MapNode) => row.difference && <Change difference={row.difference} /> }] : []),
  ];
  const edgeColumns: Column<MapEdge>[] = [
    { id: 'caller', header: t.caller, width: 120, grow: true, fixed: true, compare: (a, b) => a.caller.localeCompare(b.caller), cell: (row) => row.caller },
    { id: 'callee', header: t.callee, width: 120, grow: true, fixed: true, compare: (a, b) => a.callee.localeCompare(b.callee), cell: (row) => row.callee },
    { id: 'kind', header: t.kind, width: 100, from: 620, cell: (row) => t[row.kind] },
    { id: 'database', header: t.database, width: 120, from: 860, cell: (row) => row.database ?? '' },
    ...figures.edge,
    ...(compared ? [{ id: 'change', header: t.change, width: 140, fixed: true, cell: (row: MapEdge) => row.difference && <Change difference={row.difference} /> }] : []),
  ];
  return (
    <div className={styles.tables}>
      <VirtualTable
        id="map-nodes"
        label={t.resources}
        rows={data.nodes}
        columns={nodeColumns}
        rowKey={(row) => row.name}
        selectedKey={selection.startsWith('node ') ? selection.slice(5) : null}
        onSelect={(row) => onSelect(`node ${row.name}`)}
      />
      <VirtualTable
        id="map-edges"
        label={t.map}
        rows={data.edges}
        columns={edgeColumns}
        rowKey={(row) => `${edgeName(row)} ${row.kind} ${row.system}`}
        onSelect={(row) => onSelect(`edge ${edgeName(row)}`)}
      />
    </div>
  );
}
