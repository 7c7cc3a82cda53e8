import { useMessages } from '@/i18n';
import type { Level } from './api';
import { messages } from './messages';
import styles from './Logs.module.css';

/** A level as a coloured word. */
export function LevelMark({ level }: { level: Level }) {
  const t = useMessages(messages);
  return (
    <span className={styles.level} data-level={level || 'unset'}>
      {t.levelName(level)}
    </span>
  );
}

/** The colour of a level in charts and dots. */
export function levelColor(level: Level): string {
  switch (level) {
    case 'fatal':
    case 'error':
      return 'var(--error)';
    case 'warn':
      return 'var(--warn)';
    case 'info':
      return 'var(--info)';
    default:
      return 'var(--text-3)';
  }
}

/** Of OTLP's severity number. */
export function levelOf(severity: number): Level {
  const all: Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
  return severity <= 0 ? '' : all[Math.min(5, Math.floor((severity - 1) / 4))]!;
}
