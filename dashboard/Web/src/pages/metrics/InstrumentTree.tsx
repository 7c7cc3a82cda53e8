import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { pageUrl } from '@/app';
import { ResourceBadge } from '@/components';
import { Icon } from '@/components/Icon';
import { useMessages } from '@/i18n';
import type { MetricResource } from './api';
import { messages } from './messages';
import styles from './metrics.module.css';

interface Props {
  resources: readonly MetricResource[];
  resource: string;
  meter: string;
  instrument: string;
}

/** Resource, meter, instrument: each instrument is a link. */
export function InstrumentTree({ resources, resource, meter, instrument }: Props) {
  const t = useMessages(messages);
  const [find, setFind] = useState('');
  const shown = useMemo(() => filtered(resources, find.trim().toLowerCase()), [resources, find]);
  return (
    <nav className={styles.tree} aria-label={t.instruments}>
      <input className={styles.find} type="search" placeholder={t.find} aria-label={t.find} value={find} onChange={(event) => setFind(event.target.value)} />
      <div className={styles.branches}>
        {shown.length === 0 && <p className={styles.hint}>{t.noMatch}</p>}
        {shown.map((each) => (
          <details key={each.name} open={find !== '' || each.name === resource || (resource === '' && shown.length === 1) || undefined}>
            <summary>
              <ResourceBadge name={each.name} detail={each.instances.length > 1 ? `×${each.instances.length}` : undefined} />
            </summary>
            {each.meters.map((one) => (
              <section key={one.name} aria-label={one.name}>
                <h3 className={styles.meter}>{one.name}</h3>
                <ul>
                  {one.instruments.map((item) => (
                    <li key={item.name}>
                      <Link
                        className={styles.instrument}
                        href={pageUrl('/metrics', { resource: each.name, meter: one.name, instrument: item.name })}
                        aria-current={each.name === resource && one.name === meter && item.name === instrument ? 'true' : undefined}
                        title={item.description || undefined}
                      >
                        <span>{item.name}</span>
                        {item.overflow && <Icon name="warning" size={13} label={t.overflow} />}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </details>
        ))}
      </div>
    </nav>
  );
}

function filtered(resources: readonly MetricResource[], find: string): readonly MetricResource[] {
  if (find === '') return resources;
  return resources
    .map((resource) => ({
      ...resource,
      meters: resource.meters
        .map((meter) => ({ ...meter, instruments: meter.instruments.filter((item) => `${resource.name} ${meter.name} ${item.name}`.toLowerCase().includes(find)) }))
        .filter((meter) => meter.instruments.length > 0),
    }))
    .filter((resource) => resource.meters.length > 0);
}
