import { useCallback, useEffect, useRef, useState } from 'react';
import { confirmPayment } from '../api/checkout';
import { ApiError, ask } from '../api/http';
import type { Order, OrderUpdate } from '../api/types';
import { Icon } from '../app/icons';
import { Loading, Notice } from '../app/parts';
import { go, Link, usePlace, useTitle } from '../app/router';
import { TraceRibbon } from '../app/TraceRibbon';
import { usePageText } from '../i18n/pages';
import { setQuantity } from '../state/cart';
import { useOrderUpdates } from '../state/live';
import { session } from '../state/session';
import { useStore } from '../state/store';

type State = { step: 'confirming' | 'pending' | 'done' } | { step: 'declined'; reason: string };

/** Where the payment window sends the shopper back to. */
export default function PayPage({ failed }: { failed: boolean }) {
  const { t, p } = usePageText();
  const { query } = usePlace();
  const signedIn = useStore(session) !== null;
  const [orderId, key] = [query.get('orderId') ?? '', query.get('paymentKey') ?? ''];
  useTitle(p.checkout.title, t.shop.name);
  if (failed) return <TurnedBack orderId={orderId} code={query.get('code') ?? ''} message={query.get('message') ?? ''} />;
  if (!signedIn) return <Notice title={p.account.required} children={<Link className="button primary" to={`/login?from=${encodeURIComponent(`/orders/${orderId}`)}`}>{p.account.signIn}</Link>} />;
  return <Confirming orderId={orderId} paymentKey={key} />;
}

function Confirming({ orderId, paymentKey }: { orderId: string; paymentKey: string }) {
  const { p } = usePageText();
  const [state, setState] = useState<State>({ step: 'confirming' });
  const asked = useRef(false);
  useEffect(() => {
    // Once, also where React mounts twice; the key would see to it anyway.
    if (asked.current) return;
    asked.current = true;
    confirmPayment(orderId, paymentKey).then(
      (payment) => setState({ step: payment.status === 'PAID' ? 'done' : 'pending' }),
      (error: unknown) => setState({ step: 'declined', reason: error instanceof ApiError ? error.message : String(error) }),
    );
  }, [orderId, paymentKey]);
  const changed = useCallback(
    (update: OrderUpdate | null) => {
      if (update?.orderId !== orderId) return;
      setState((now) => (now.step !== 'pending' ? now : update.status === 'PAID' ? { step: 'done' } : update.status === 'FAILED' ? { step: 'declined', reason: '' } : now));
    },
    [orderId],
  );
  useOrderUpdates(changed);

  if (state.step === 'declined') return <Declined orderId={orderId} reason={state.reason} />;
  const [title, text] = { confirming: [p.pay.confirming, p.pay.wait], pending: [p.pay.pending, p.pay.pendingText], done: [p.pay.done, p.pay.doneText] }[state.step];
  return (
    <section className="outcome" aria-live="polite" data-step={state.step}>
      {state.step === 'done' ? (
        <span className="seal">
          <Icon name="check" />
        </span>
      ) : (
        <Loading />
      )}
      <h1>{title}</h1>
      <p>{text}</p>
      <p className="faint">
        {p.orders.number} {orderId}
      </p>
      <TraceRibbon orderId={orderId} />
      {state.step !== 'confirming' && (
        <div className="actions">
          <Link className="button primary" to={`/orders/${orderId}`}>
            {p.pay.toOrder}
          </Link>
          <Link className="button" to="/">
            {p.pay.goOn}
          </Link>
        </div>
      )}
    </section>
  );
}

function Declined({ orderId, reason }: { orderId: string; reason: string }) {
  const { p } = usePageText();
  const refill = async () => {
    const order = await ask<Order>(`/api/v1/orders/${orderId}`);
    for (const item of order.items) await setQuantity(item.productId, item.quantity);
    go('/cart');
  };
  return (
    <section className="outcome" role="alert" data-step="declined">
      <span className="seal bad">
        <Icon name="close" />
      </span>
      <h1>{p.pay.declined}</h1>
      {reason && <p>{reason}</p>}
      <TraceRibbon orderId={orderId} />
      <div className="actions">
        <button type="button" className="button primary" onClick={() => void refill().catch(() => go('/orders'))}>
          {p.pay.refill}
        </button>
        <Link className="button" to={`/orders/${orderId}`}>
          {p.pay.toOrder}
        </Link>
      </div>
    </section>
  );
}

function TurnedBack({ orderId, code, message }: { orderId: string; code: string; message: string }) {
  const { p } = usePageText();
  const cancelled = code === 'PAY_PROCESS_CANCELED';
  return (
    <Notice title={cancelled ? p.pay.cancelled : p.pay.declined} text={cancelled ? p.pay.cancelledText : message}>
      <Link className="button primary" to={`/orders/${orderId}`}>
        {p.pay.toOrder}
      </Link>
    </Notice>
  );
}
