import { Button, Icon, SearchBox, Select } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { withCurrent } from '@/pages/logs/senders';
import type { TraceView } from './api';
import { messages } from './messages';
import { TraceResources } from './TraceCells';
import styles from './Trace.module.css';

/** The trace in numbers: when, how long, who. */
export function TraceFacts({ trace }: { trace: TraceView }) {
  const t = useMessages(messages);
  const format = useFormat();
  return (
    <dl className={styles.facts} data-testid="trace-facts">
      {trace.status !== 'ok' && (
        <div>
          <dt>{t.status}</dt>
          <dd data-status={trace.status}>
            <Icon name={trace.status === 'error' ? 'error' : 'warning'} size={15} /> {t.statusName(trace.status)} {trace.http !== null && trace.http}
          </dd>
        </div>
      )}
      <div>
        <dt>{t.duration}</dt>
        <dd>{format.duration(trace.duration)}</dd>
      </div>
      {trace.total > trace.duration * 1.01 && (
        <div title={t.totalHint}>
          <dt>{t.total}</dt>
          <dd>{format.duration(trace.total)}</dd>
        </div>
      )}
      <div>
        <dt>{t.start}</dt>
        <dd>{format.full(trace.start)}</dd>
      </div>
      <div>
        <dt>{t.spans}</dt>
        <dd>{format.number(trace.spans.length)}</dd>
      </div>
      <div>
        <dt>{t.depth}</dt>
        <dd>{format.number(trace.depth)}</dd>
      </div>
      {trace.errors > 0 && (
        <div>
          <dt>{t.errors}</dt>
          <dd data-status="error">{format.number(trace.errors)}</dd>
        </div>
      )}
      <div className={styles.wide}>
        <dt>
          {t.resources} ({trace.resources.length})
        </dt>
        <dd>
          <TraceResources resources={trace.resources} />
        </dd>
      </div>
    </dl>
  );
}

interface Props {
  view: string;
  onView(view: string): void;
  queries: number;
  text: string;
  onText(text: string): void;
  least: string;
  onLeast(least: string): void;
  errorsOnly: boolean;
  onErrorsOnly: ((on: boolean) => void) | undefined;
  onFocus: (() => void) | undefined;
  /** True collapses all, false expands all. */
  onCollapse: ((all: boolean) => void) | undefined;
  matched: string | null;
}

/** How the spans are shown, and which. */
export function SpanFilters(props: Props) {
  const t = useMessages(messages);
  const format = useFormat();
  return (
    <div className={styles.filters}>
      <div role="group" aria-label={t.views} className={styles.views}>
        {(['waterfall', 'table', 'statements'] as const).map((each) => (
          <Button key={each} small tone="subtle" pressed={props.view === each} onClick={() => props.onView(each)}>
            {each === 'waterfall' ? t.waterfall : each === 'table' ? t.tableView : t.queries}
            {each === 'statements' && props.queries > 0 && <span className={styles.badge}>{props.queries}</span>}
          </Button>
        ))}
      </div>
      {props.view !== 'statements' && (
        <>
          <SearchBox className={styles.find} value={props.text} onChange={props.onText} label={t.filterSpans} placeholder={t.filterPlaceholder} />
          <Select
            label={t.minimum}
            value={props.least}
            onChange={props.onLeast}
            options={[{ value: '', label: t.anyDuration }, ...withCurrent(['1', '10', '50', '100', '500', '1000'], props.least).map((each) => ({ value: each, label: t.atLeast(format.duration(Number(each))) }))]}
          />
          {props.onErrorsOnly && (
            <Button small icon="error" pressed={props.errorsOnly} onClick={() => props.onErrorsOnly?.(!props.errorsOnly)}>
              {t.errorsOnly}
            </Button>
          )}
          {props.onFocus && (
            <Button small icon="arrowDown" onClick={props.onFocus}>
              {t.toFocus}
            </Button>
          )}
          {props.onCollapse && (
            <>
              <Button small tone="subtle" icon="minus" aria-label={t.collapseAll} onClick={() => props.onCollapse?.(true)} />
              <Button small tone="subtle" icon="plus" aria-label={t.expandAll} onClick={() => props.onCollapse?.(false)} />
            </>
          )}
          {props.matched !== null && <span className={styles.matched}>{props.matched}</span>}
        </>
      )}
    </div>
  );
}
