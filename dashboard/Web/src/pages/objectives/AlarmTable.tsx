import { useMemo } from 'react';
import { Link } from 'wouter';
import { useNow } from '@/app';
import { ResourceBadge, StateIcon, VirtualTable, type Column, type Tone } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import type { Alarm, AlarmList } from './api';
import { messages } from './messages';
import { formatMeasure, tracesUrl } from './reading';
import styles from './objectives.module.css';

const minute = 60_000;

export function toneOfAlarm(alarm: Pick<Alarm, 'state' | 'severity'>): Tone {
  if (alarm.state === 'resolved') return 'success';
  if (alarm.state === 'pending') return 'progress';
  return alarm.severity === 'warning' ? 'warning' : 'error';
}

export function AlarmTable({ list }: { list: AlarmList }) {
  const t = useMessages(messages);
  const format = useFormat();
  const now = useNow(list.items.some((alarm) => alarm.state !== 'resolved'));
  const columns = useMemo<Column<Alarm>[]>(
    () => [
      {
        id: 'state',
        header: t.state,
        width: 130,
        fixed: true,
        cell: (row) => (
          <>
            <StateIcon tone={toneOfAlarm(row)} />
            <span>{t[row.state]}</span>
          </>
        ),
      },
      { id: 'alarm', header: t.alarm, width: 220, grow: true, fixed: true, cell: (row) => <span title={row.text}>{row.name}</span> },
      { id: 'subject', header: t.subject, width: 140, from: 700, cell: (row) => row.resource !== '' && <ResourceBadge name={row.resource} link /> },
      { id: 'severity', header: t.severity, width: 90, from: 1000, cell: (row) => (row.severity === 'warning' ? t.warningLevel : t.critical) },
      {
        id: 'worst',
        header: t.worst,
        width: 200,
        align: 'end',
        cell: (row) =>
          row.measure === 'instanceDown' || row.value === null ? '–' : `${t[row.measure]} ${formatMeasure(format, row.measure, row.value)} / ${formatMeasure(format, row.measure, row.limit)}`,
      },
      { id: 'since', header: t.since, width: 190, cell: (row) => format.dateTime(row.since) },
      {
        id: 'lasted',
        header: t.lasted,
        width: 150,
        cell: (row) => (row.state === 'pending' && row.due !== null ? t.due(format.time(row.due)) : format.duration(Math.max(1000, Math.round(((row.endedAt ?? now) - row.since) / 1000) * 1000))),
      },
      {
        id: 'traces',
        header: '',
        width: 80,
        cell: (row) =>
          row.measure === 'instanceDown' || row.measure === 'diskShare' || row.measure === 'memoryShare' ? (
            ''
          ) : (
            <Link className={styles.link} href={tracesUrl(row, row.measure, row.since - minute, row.endedAt ?? Math.ceil(now / minute) * minute)}>{t.traces}</Link>
          ),
      },
    ],
    [format, now, t],
  );
  return (
    <VirtualTable
      id="alarms"
      label={t.alarms}
      rows={list.items}
      columns={columns}
      rowKey={(row) => (row.id === null ? `pending ${row.name}` : String(row.id))}
      rowClass={(row) => (row.state !== 'firing' ? undefined : row.severity === 'warning' ? styles.warned : styles.firing)}
      rowHeight={40}
    />
  );
}
