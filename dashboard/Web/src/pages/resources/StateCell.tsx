import type { ResourceSnapshot } from '@/api/resources';
import { StateIcon, toneOf } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import styles from './Resources.module.css';

/** Why a resource is as it is: what it waits for, which check fails, how it ended. */
export function reasonOf(resource: ResourceSnapshot, t: { waitingFor(names: string): string; exit(code: number): string }): string | null {
  if (resource.waitingFor.length > 0) return t.waitingFor(resource.waitingFor.join(', '));
  const failing = resource.healthReports.filter((report) => report.status && report.status !== 'Healthy');
  if (resource.health && resource.health !== 'Healthy' && failing.length > 0)
    return failing.map((report) => `${report.name}: ${report.description ?? report.exception?.split('\n')[0] ?? report.status}`).join('\n');
  if (resource.exitCode !== null && resource.stoppedAt !== null) return t.exit(resource.exitCode);
  return null;
}

export function StateCell({ resource }: { resource: ResourceSnapshot }) {
  const t = useMessages(messages);
  const state = resource.state ?? 'Unknown';
  const reason = reasonOf(resource, t);
  const sick = resource.health && resource.health !== 'Healthy' && resource.state === 'Running';
  return (
    <span className={styles.state} title={reason ?? undefined}>
      <StateIcon tone={toneOf(resource.state, resource.stateStyle, resource.health)} />
      <span className={styles.stateText}>{sick ? (t.healths[resource.health!] ?? resource.health) : (t.states[state] ?? state)}</span>
      {reason && (resource.waitingFor.length > 0 || sick) && <span className="visually-hidden">{reason}</span>}
    </span>
  );
}
