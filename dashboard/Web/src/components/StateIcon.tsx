import { Icon, type IconName } from './Icon';
import styles from './StateIcon.module.css';

export type Tone = 'success' | 'warning' | 'error' | 'info' | 'muted' | 'progress';

const icons: Record<Tone, IconName> = { success: 'success', warning: 'warning', error: 'error', info: 'info', muted: 'stop', progress: 'wait' };

/** What a state means at a glance; a style that the graph gave counts more than the state's name. */
export function toneOf(state: string | null | undefined, style?: string | null, health?: string | null): Tone {
  if (style === 'success' || style === 'warning' || style === 'error' || style === 'info') return style;
  switch (state) {
    case 'Running':
    case 'Active':
      return health === 'Unhealthy' ? 'error' : health === 'Degraded' ? 'warning' : 'success';
    case 'Finished':
      return 'success';
    case 'FailedToStart':
    case 'RuntimeUnhealthy':
      return 'error';
    case 'ValueMissing':
    case 'Unavailable':
      return 'warning';
    case 'Starting':
    case 'Waiting':
    case 'Building':
    case 'Stopping':
      return 'progress';
    default:
      return 'muted';
  }
}

/** The icon of a tone or state; say what it means in `label` where no text stands beside it. */
export function StateIcon({ tone, size = 16, label }: { tone: Tone; size?: number; label?: string }) {
  return (
    <span className={styles.icon} data-tone={tone}>
      <Icon name={icons[tone]} size={size} label={label} />
    </span>
  );
}
