import { useEffect, useRef } from 'react';
import { useQuery } from '@/api';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { notify } from './notifications';
import { createStore } from './store';
import { pageUrl } from './url';

interface Alarm {
  id: number | null;
  name: string;
  severity: string;
  state: 'pending' | 'firing' | 'resolved';
  text: string;
}

/** How many alarms are firing: the badge in the navigation. */
export const firingAlarms = createStore(0);

/** Tells of alarms that begin and end while the page is open. What had begun before is in the badge only. */
export function AlarmFeed() {
  const t = useMessages(messages);
  const { data } = useQuery<{ items: Alarm[]; firing: number }>('/api/alarms', {}, ['alarms']);
  const known = useRef<Map<number, string> | null>(null);
  useEffect(() => {
    if (!data) return;
    firingAlarms.set(data.firing);
    const before = known.current;
    known.current = new Map(data.items.flatMap((alarm) => (alarm.id === null ? [] : [[alarm.id, alarm.state]])));
    if (before === null) return;
    for (const alarm of data.items) {
      if (alarm.id === null || before.get(alarm.id) === alarm.state) continue;
      const over = alarm.state === 'resolved';
      notify({
        intent: over ? 'success' : alarm.severity === 'warning' ? 'warning' : 'error',
        title: over ? t.alarmOver(alarm.name) : t.alarmFired(alarm.name),
        text: alarm.text,
        link: { href: pageUrl('/objectives', { view: 'alarms' }), text: t.showAlarms },
      });
    }
  }, [data, t]);
  return null;
}
