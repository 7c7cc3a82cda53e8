import { useCallback } from 'react';
import type { Order, OrderStatus, Page } from '../api/types';
import { Failed, Loading, Notice } from '../app/parts';
import { Link, usePlace, useTitle } from '../app/router';
import { useText } from '../i18n';
import { useData } from '../state/data';
import { useOrderUpdates } from '../state/live';
import { session } from '../state/session';
import { useStore } from '../state/store';

const tones: Record<OrderStatus, string> = { PENDING: 'wait', PAYING: 'wait', PAID: 'good', CANCELLED: 'off', EXPIRED: 'off', FAILED: 'bad', REFUNDED: 'off' };

export function StatusTag({ status }: { status: OrderStatus }) {
  const { t } = useText();
  return (
    <span className={`status ${tones[status]}`} data-status={status}>
      {t.orders.status[status]}
    </span>
  );
}

export function LiveMark({ live }: { live: boolean }) {
  const { t } = useText();
  return (
    <span className={live ? 'live on' : 'live'} role="status" title={t.orders.liveText}>
      {live ? t.orders.live : t.orders.offline}
    </span>
  );
}

/** What only shoppers with an account see. */
export function SignInFirst() {
  const { t } = useText();
  const { path } = usePlace();
  return (
    <Notice title={t.account.required}>
      <Link className="button primary" to={`/login?from=${encodeURIComponent(path)}`}>
        {t.account.signIn}
      </Link>
    </Notice>
  );
}

export default function OrdersPage() {
  const { t } = useText();
  const signedIn = useStore(session) !== null;
  useTitle(t.orders.title, t.shop.name);
  return signedIn ? <Mine /> : <SignInFirst />;
}

function Mine() {
  const { t, won, time, number } = useText();
  const { data, error, reload } = useData<Page<Order>>('/api/v1/orders?pageSize=30');
  const live = useOrderUpdates(useCallback(() => reload(), [reload]));
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Loading />;
  return (
    <>
      <div className="title-row">
        <h1>{t.orders.title}</h1>
        <LiveMark live={live} />
      </div>
      {data.items.length === 0 ? (
        <Notice title={t.orders.empty}>
          <Link className="button primary" to="/">
            {t.cart.shop}
          </Link>
        </Notice>
      ) : (
        <ul className="orders" aria-label={t.orders.title}>
          {data.items.map((order) => (
            <li key={order.id} className="sheet">
              <Link to={`/orders/${order.id}`}>
                <span className="order-name">
                  {order.items[0]?.name} {order.items.length > 1 && t.orders.more(number(order.items.length - 1))}
                </span>
                <StatusTag status={order.status} />
                <span className="faint">{time(order.createdAt)}</span>
                <b>{won(order.total)}</b>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
