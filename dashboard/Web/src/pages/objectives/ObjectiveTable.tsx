import { useMemo } from 'react';
import { Link } from 'wouter';
import { ResourceBadge, StateIcon, VirtualTable, type Column, type Tone } from '@/components';
import { Sparkline } from '@/components/Sparkline';
import { useFormat, useMessages } from '@/i18n';
import type { Objective, ObjectiveList } from './api';
import { messages } from './messages';
import { budgetLeft, formatMeasure, limitSign, tracesUrl } from './reading';
import styles from './objectives.module.css';

const tones: Record<Objective['state'], Tone> = { kept: 'success', warning: 'warning', broken: 'error', unknown: 'muted' };
const order: Record<Objective['state'], number> = { broken: 0, warning: 1, kept: 2, unknown: 3 };

export function ObjectiveTable({ list }: { list: ObjectiveList }) {
  const t = useMessages(messages);
  const format = useFormat();
  const columns = useMemo<Column<Objective>[]>(
    () => [
      {
        id: 'state',
        header: t.state,
        width: 160,
        fixed: true,
        compare: (a, b) => order[a.state] - order[b.state],
        cell: (row) => (
          <>
            <StateIcon tone={tones[row.state]} />
            <span>{t[row.state]}</span>
          </>
        ),
      },
      {
        id: 'objective',
        header: t.objective,
        width: 250,
        grow: true,
        fixed: true,
        compare: (a, b) => a.name.localeCompare(b.name),
        cell: (row) => <span title={row.route ?? undefined}>{row.name}</span>,
      },
      {
        id: 'subject',
        header: t.subject,
        width: 130,
        from: 1250,
        cell: (row) => (
          <>
            {row.caller !== null && (
              <>
                <ResourceBadge name={row.caller} /> →{' '}
              </>
            )}
            <ResourceBadge name={row.resource} link />
          </>
        ),
      },
      {
        id: 'now',
        header: t.now,
        width: 100,
        align: 'end',
        compare: (a, b) => (a.value ?? -1) / a.limit - (b.value ?? -1) / b.limit,
        cell: (row) => (
          <span data-state={row.state} className={styles.value} title={t.nowHint(row.samples, row.minimumSamples)}>
            {row.value === null ? '–' : formatMeasure(format, row.measure, row.value)}
          </span>
        ),
      },
      {
        id: 'limit',
        header: t.limit,
        width: 110,
        align: 'end',
        cell: (row) => (
          <span title={row.warning === null ? undefined : t.warnAt(formatMeasure(format, row.measure, row.warning))}>
            {limitSign(row.measure)} {formatMeasure(format, row.measure, row.limit)}
          </span>
        ),
      },
      { id: 'budget', header: t.budget, width: 130, cell: (row) => <Budget objective={row} /> },
      {
        id: 'burn',
        header: t.burn,
        width: 150,
        from: 1000,
        compare: (a, b) => (a.burn.hour1 ?? -1) - (b.burn.hour1 ?? -1),
        cell: (row) => (
          <span className={styles.burn} data-fast={row.burn.fast || undefined} data-slow={row.burn.slow || undefined} title={t.burnHint}>
            {[row.burn.minutes5, row.burn.hour1].map((burn) => (burn === null ? '–' : burn > 99 ? `>${t.burnText('99')}` : t.burnText(format.number(burn, 1)))).join(' · ')}
            {(row.burn.fast || row.burn.slow) && <StateIcon tone={row.burn.fast ? 'error' : 'warning'} size={14} label={row.burn.fast ? t.fast : t.slow} />}
          </span>
        ),
      },
      {
        id: 'course',
        header: t.course,
        width: 140,
        from: 800,
        cell: (row) => <Sparkline label={t.courseOf(row.name)} lines={[row.spark.values]} colors={['var(--accent)']} limit={row.limit} height={26} />,
      },
      { id: 'traces', header: '', width: 80, cell: (row) => <Link className={styles.link} href={tracesUrl(row, row.measure, list.from, list.to)}>{t.traces}</Link> },
    ],
    [list, format, t],
  );
  return <VirtualTable id="objectives" label={t.objectives} rows={list.items} columns={columns} rowKey={(row) => row.name} rowHeight={44} />;
}

function Budget({ objective }: { objective: Objective }) {
  const t = useMessages(messages);
  const format = useFormat();
  const left = budgetLeft(objective.budget.spent);
  if (left === null) return <span className={styles.absent}>–</span>;
  const text = t.budgetText(format.percent(left, 0), format.number(objective.budget.bad, 0), format.number(objective.budget.allowed, 1));
  return (
    <span className={styles.budget} title={text}>
      <span className={styles.bar} role="meter" aria-label={t.budget} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(left * 100)} aria-valuetext={text}>
        <i style={{ width: `${left * 100}%` }} data-tone={left === 0 ? 'error' : left < 0.3 ? 'warning' : 'ok'} />
      </span>
      <span>{format.percent(left, 0)}</span>
    </span>
  );
}
