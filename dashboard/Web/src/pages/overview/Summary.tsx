import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useQuery } from '@/api';
import { pageUrl } from '@/app';
import { useFormat, useMessages } from '@/i18n';
import type { Overview } from './api';
import { messages } from './messages';
import styles from './Summary.module.css';

interface ObjectiveState {
  state: string;
}

type Tone = 'ok' | 'warning' | 'error' | undefined;

function Tile({ label, value, note, tone, href, title }: { label: string; value: ReactNode; note?: ReactNode; tone?: Tone; href?: string; title?: string }) {
  const content = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={styles.value} data-tone={tone}>
        {value}
      </span>
      <span className={styles.note}>{note ?? '\u00a0'}</span>
    </>
  );
  return (
    <li className={styles.tile} title={title}>
      {href ? (
        <Link className={styles.link} href={href}>
          {content}
        </Link>
      ) : (
        content
      )}
    </li>
  );
}

function Objectives() {
  const t = useMessages(messages);
  const { data } = useQuery<{ items: ObjectiveState[] }>('/api/objectives', {}, ['alarms']);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const broken = items.filter((item) => item.state === 'broken').length;
  const risk = items.filter((item) => item.state === 'warning').length;
  const judged = items.filter((item) => item.state === 'kept').length + broken + risk;
  return (
    <Tile
      label={t.objectives}
      value={judged === 0 ? '–' : `${judged - broken}/${judged}`}
      note={broken > 0 ? t.objectivesBroken(broken) : risk > 0 ? t.objectivesWarning(risk) : judged > 0 ? t.objectivesKept : t.objectivesQuiet(items.length)}
      tone={broken > 0 ? 'error' : risk > 0 ? 'warning' : undefined}
      href={pageUrl('/objectives')}
    />
  );
}

/** The whole in a line of figures. */
export function Summary({ overview }: { overview: Overview }) {
  const t = useMessages(messages);
  const f = useFormat();
  const { traffic } = overview;
  const quiet = traffic.count === 0;
  return (
    <ul className={styles.summary} data-testid="summary">
      <Tile label={t.requests} value={quiet ? '–' : f.rate(traffic.rate)} note={t.total(f.compact(traffic.count))} />
      <Tile
        label={t.errorShare}
        value={quiet ? '–' : f.percent(traffic.errorShare)}
        note={t.failed(f.compact(traffic.errors))}
        tone={traffic.errors > 0 ? 'error' : undefined}
        href={pageUrl('/traces', { status: 'error' })}
      />
      <Tile label={t.p95} value={quiet ? '–' : f.duration(traffic.p95)} note={quiet ? undefined : t.half(f.duration(traffic.p50))} />
      <Tile
        label={t.apdex}
        value={quiet ? '–' : f.number(traffic.apdex)}
        title={t.apdexHelp}
        tone={!quiet && traffic.apdex < 0.7 ? 'error' : !quiet && traffic.apdex < 0.85 ? 'warning' : undefined}
      />
      {overview.resources > 0 && (
        <Tile
          label={t.resources}
          value={`${overview.resources - overview.troubled}/${overview.resources}`}
          note={overview.troubled > 0 ? t.resourcesTroubled(overview.troubled) : t.resourcesFine}
          tone={overview.troubled > 0 ? 'error' : undefined}
          href={pageUrl('/resources')}
        />
      )}
      <Objectives />
    </ul>
  );
}
