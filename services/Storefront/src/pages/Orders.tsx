import { useCallback } from 'react';
import type { Order, OrderStatus, Page } from '../api/types';
import { Failed, Loading, Notice } from '../app/parts';
import { Link, usePlace, useTitle } from '../app/router';
import { usePageText } from '../i18n/pages';
import { useData } from '../state/data';
import { useOrderUpdates } from '../state/live';
import { session } from '../state/session';
import { useStore } from '../state/store';

const tones: Record<OrderStatus, string> = { PENDING: 'wait', PAYING: 'wait', PAID: 'good', CANCELLED: 'off', EXPIRED: 'off', FAILED: 'bad', REFUNDED: 'off' };

export function StatusTag({ status }: { status: OrderStatus }) {
  const { p } = usePageText();
  return (
    <span className={`status ${tones[status]}`} data-status={status}>
      {p.orders.status[status]}
    </span>
  );
}

export function LiveMark({ live }: { live: boolean }) {
  const { p } = usePageText();
  return (
    <span className={live ? 'live on' : 'live'} role="status" title={p.orders.liveText}>
      {live ? p.orders.live : p.orders.offline}
    </span>
  );
}

/** What only shoppers with an account see. */
export function SignInFirst() {
  const { p } = usePageText();
  const { path } = usePlace();
  return (
    <Notice title={p.account.required}>
      <Link className="button primary" to={`/login?from=${encodeURIComponent(path)}`}>
        {p.account.signIn}
      </Link>
    </Notice>
  );
}

export default function OrdersPage() {
  const { t, p } = usePageText();
  const signedIn = useStore(session) !== null;
  useTitle(p.orders.title, t.shop.name);
  return signedIn ? <Mine /> : <SignInFirst />;
}

function Mine() {
  const { t, p, won, time, number } = usePageText();
  const { data, error, reload } = useData<Page<Order>>('/api/v1/orders?pageSize=30');
  const live = useOrderUpdates(useCallback(() => reload(), [reload]));
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Loading />;
  return (
    <>
      <div className="title-row">
        <h1>{p.orders.title}</h1>
        <LiveMark live={live} />
      </div>
      {data.items.length === 0 ? (
        <Notice title={p.orders.empty} inner>
          <Link className="button primary" to="/">
            {t.cart.shop}
          </Link>
        </Notice>
      ) : (
        <ul className="orders" aria-label={p.orders.title}>
          {data.items.map((order) => (
            <li key={order.id} className="sheet">
              <Link to={`/orders/${order.id}`}>
                <span className="order-name">
                  {order.items[0]?.name} {order.items.length > 1 && p.orders.more(number(order.items.length - 1))}
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
