import { useState } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Popover } from '@/components/Popover';
import { useFormat, useMessages } from '@/i18n';
import { messages } from './messages';
import { presets, useTimeRange, type TimeRange } from './timeRange';
import styles from './TimeRangePicker.module.css';

/** The one time range of all pages: presets, two fixed times, live or paused. */
export function TimeRangePicker() {
  const t = useMessages(messages);
  const format = useFormat();
  const range = useTimeRange();
  const text = range.preset ? t.last(t.presets[range.preset] ?? range.preset) : `${format.dateTime(range.from)} – ${sameDay(range) ? format.time(range.to) : format.dateTime(range.to)}`;
  return (
    <div className={styles.range}>
      <Popover
        align="end"
        label={`${t.range}: ${text}`}
        buttonClass={styles.button}
        trigger={
          <>
            <Icon name="clock" size={16} />
            <span className={styles.text}>{text}</span>
            <Icon name="chevronDown" size={12} />
          </>
        }
      >
        <Choices range={range} key={`${range.preset}`} />
      </Popover>
      {!range.run && (
      <button
        type="button"
        className={styles.live}
        aria-pressed={range.live}
        data-live={range.live || undefined}
        title={range.live ? t.pause : t.resume}
        onClick={range.live ? range.pause : range.resume}
      >
        <Icon name={range.live ? 'pause' : 'play'} size={13} />
        <span>{range.live ? t.live : t.paused}</span>
      </button>
      )}
    </div>
  );
}

function sameDay(range: TimeRange): boolean {
  return new Date(range.from).toDateString() === new Date(range.to).toDateString();
}

function Choices({ range }: { range: TimeRange }) {
  const t = useMessages(messages);
  const [from, setFrom] = useState(() => local(range.from));
  const [to, setTo] = useState(() => local(range.to));
  const begin = new Date(from).getTime();
  const end = new Date(to).getTime();
  const wrong = !(end > begin);
  return (
    <div className={styles.panel}>
      <ul className={styles.presets}>
        {presets.map((preset) => (
          <li key={preset}>
            <button type="button" aria-pressed={range.preset === preset} className={styles.preset} onClick={() => range.set(preset)}>
              {t.presets[preset]}
            </button>
          </li>
        ))}
      </ul>
      <form
        className={styles.custom}
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) range.zoom(begin, end);
        }}
      >
        <h3>{t.customRange}</h3>
        <label>
          <span>{t.from}</span>
          <input type="datetime-local" step="1" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          <span>{t.to}</span>
          <input type="datetime-local" step="1" value={to} aria-invalid={wrong} onChange={(event) => setTo(event.target.value)} />
        </label>
        {wrong && <p role="alert">{t.rangeWrong}</p>}
        <Button type="submit" tone="primary" disabled={wrong}>
          {t.apply}
        </Button>
      </form>
    </div>
  );
}

function local(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, 19);
}
