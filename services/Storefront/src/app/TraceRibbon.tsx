import { useText } from '../i18n';
import { traceOf } from '../state/traces';
import { Icon } from './icons';

/** For developers: from an order to what it set in motion. */
export function TraceRibbon({ orderId }: { orderId: string }) {
  const { t } = useText();
  const { development, dashboard } = window.storefront;
  const trace = traceOf(orderId);
  if (!development || !trace) return null;
  return (
    <p className="ribbon">
      <b>{t.dev.ribbon}</b>
      <Icon name="trace" />
      {dashboard ? (
        <a href={`${dashboard.replace(/\/$/, '')}/traces/${trace.traceId}`} target="_blank" rel="noopener">
          {t.dev.trace}
        </a>
      ) : (
        <span>{t.dev.traceLabel}</span>
      )}
      <code>{trace.traceId}</code>
    </p>
  );
}
