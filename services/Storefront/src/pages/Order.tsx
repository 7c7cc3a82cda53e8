import { useCallback, useState } from 'react';
import { paymentWindow } from '../api/checkout';
import { ask, ApiError } from '../api/http';
import type { Order, OrderStatus } from '../api/types';
import { ProductArt } from '../art/ProductArt';
import { Failed, Loading, Notice, useReason } from '../app/parts';
import { Link, useTitle } from '../app/router';
import { say } from '../app/toasts';
import { TraceRibbon } from '../app/TraceRibbon';
import { usePageText } from '../i18n/pages';
import { useData, useProducts } from '../state/data';
import { useOrderUpdates } from '../state/live';
import { session } from '../state/session';
import { useStore } from '../state/store';
import { LiveMark, SignInFirst, StatusTag } from './Orders';

const reached: Record<OrderStatus, number> = { PENDING: 0, PAYING: 1, PAID: 2, CANCELLED: -1, EXPIRED: -1, FAILED: -1, REFUNDED: -1 };

export default function OrderPage({ id }: { id: string }) {
  return useStore(session) ? <Shown id={id} /> : <SignInFirst />;
}

function Shown({ id }: { id: string }) {
  const { t, p, won, time, clock, named, lang } = usePageText();
  const { data: order, error, reload } = useData<Order>(`/api/v1/orders/${id}`);
  const live = useOrderUpdates(useCallback((update) => (update === null || update.orderId === id) && reload(), [id, reload]));
  const { products } = useProducts(order?.items.map((item) => item.productId) ?? []);
  useTitle(p.orders.detail, t.shop.name);
  if (error?.status === 404)
    return (
      <Notice title={p.orders.notFound}>
        <Link className="button" to="/orders">
          {p.orders.back}
        </Link>
      </Notice>
    );
  if (!order) return error ? <Failed error={error} retry={reload} /> : <Loading />;
  return (
    <>
      <nav className="crumbs" aria-label={t.product.path}>
        <Link to="/orders">{p.orders.back}</Link>
      </nav>
      <div className="title-row">
        <h1>{p.orders.detail}</h1>
        <span aria-live="polite">
          <StatusTag status={order.status} />
        </span>
        <LiveMark live={live} />
      </div>
      <TraceRibbon orderId={id} />
      {reached[order.status] >= 0 && <Progress status={order.status} />}
      <div className="two-columns">
        <section className="sheet" aria-label={p.orders.items}>
          <ul className="short-lines">
            {order.items.map((item) => {
              const product = products.get(item.productId);
              return (
                <li key={item.productId}>
                  <ProductArt id={item.productId} category={product?.category ?? ''} />
                  <Link to={`/p/${item.productId}`}>{lang === 'en' && product ? named(product) : item.name}</Link>
                  <span className="faint">× {item.quantity}</span>
                  <b>{won(item.amount)}</b>
                </li>
              );
            })}
          </ul>
        </section>
        <aside className="sheet summary">
          <dl className="totals">
            <dt>{p.orders.number}</dt>
            <dd>
              <code>{order.id}</code>
            </dd>
            <dt>{p.orders.placed}</dt>
            <dd>{time(order.createdAt)}</dd>
            <dt className="sum">{p.orders.total}</dt>
            <dd className="sum">{won(order.total)}</dd>
          </dl>
          {order.status === 'PENDING' && (
            <>
              <a className="button primary wide" href={paymentWindow(order, lang)}>
                {p.orders.pay}
              </a>
              <p className="faint">{p.orders.until(clock(order.expiresAt))}</p>
            </>
          )}
          {(order.status === 'PENDING' || order.status === 'PAID') && <Cancel order={order} done={reload} />}
        </aside>
      </div>
    </>
  );
}

function Progress({ status }: { status: OrderStatus }) {
  const { p } = usePageText();
  const steps = [p.orders.steps.placed, p.orders.steps.paying, p.orders.steps.paid];
  return (
    <ol className="progress" aria-label={p.orders.progress}>
      {steps.map((step, index) => (
        <li key={step} className={index <= reached[status] ? 'reached' : undefined} aria-current={index === reached[status] ? 'step' : undefined}>
          {step}
        </li>
      ))}
    </ol>
  );
}

function Cancel({ order, done }: { order: Order; done: () => void }) {
  const { t, p } = usePageText();
  const reason = useReason();
  const [working, setWorking] = useState(false);
  const cancel = async () => {
    setWorking(true);
    try {
      await ask(`/api/v1/orders/${order.id}/cancel`, { method: 'POST' });
      say({ text: p.orders.cancelled });
    } catch (error) {
      say({ text: error instanceof ApiError ? reason(error) : t.common.failed, bad: true });
    } finally {
      setWorking(false);
      done();
    }
  };
  return (
    <button type="button" className="button wide" disabled={working} onClick={() => void cancel()}>
      {order.status === 'PAID' ? p.orders.refund : p.orders.cancel}
    </button>
  );
}
