import { loadCart } from '../state/cart';
import { kept } from '../state/store';
import { rememberTrace, traceOf } from '../state/traces';
import { traced } from '../telemetry/tracer';
import { ApiError, ask } from './http';
import type { CartLine, Order, Payment } from './types';

/** The key of an attempt to order: the same for as long as the cart is, so that a second press orders once. */
export function orderKey(lines: CartLine[]): string {
  const what = [...lines].sort((a, b) => a.productId - b.productId).map((line) => `${line.productId}x${line.quantity}`).join(';');
  const known = kept.read<{ what: string; key: string }>('order', 'session');
  if (known?.what === what) return known.key;
  const key = crypto.randomUUID();
  kept.write('order', { what, key }, 'session');
  return key;
}

/** Orders what is in the cart; the stock is held from here on. */
export async function placeOrder(lines: CartLine[]): Promise<Order> {
  const key = orderKey(lines);
  const order = await traced('checkout', { 'app.cart.lines': lines.length }, async (span) => {
    const placed = await repeat(() => ask<Order>('/api/v1/orders', { method: 'POST', headers: { 'Idempotency-Key': key }, span }));
    span.attributes['app.order.id'] = placed.id;
    span.attributes['app.order.total'] = placed.total;
    rememberTrace(placed.id, span);
    return placed;
  });
  kept.write('order', null, 'session');
  await loadCart().catch(() => undefined);
  return order;
}

/** Where the shopper gives the card: the payment gateway's window, which sends back here. */
export function paymentWindow(order: Order, lang: string, origin = location.origin, address = window.storefront.paymentWindow): string {
  const first = order.items[0]?.name ?? order.id;
  const others = order.items.length - 1;
  const name = others > 0 ? `${first} ${lang === 'ko' ? `외 ${others}건` : `and ${others} more`}` : first;
  const query = new URLSearchParams({
    orderId: order.id,
    amount: String(order.total),
    orderName: name.slice(0, 100),
    successUrl: `${origin}/pay/success`,
    failUrl: `${origin}/pay/fail`,
    lang,
  });
  return `${address}?${query}`;
}

/** Has the server confirm what the window opened. The amount is the order's, whatever the address says. */
export function confirmPayment(orderId: string, paymentKey: string): Promise<Payment> {
  return traced(
    'pay',
    { 'app.order.id': orderId },
    async (span) => {
      if (!traceOf(orderId)) rememberTrace(orderId, span);
      const headers = { 'Idempotency-Key': `pay-${paymentKey}` };
      const payment = await repeat(() => ask<Payment>('/api/v1/payments', { method: 'POST', body: { orderId, paymentKey }, headers, span }));
      span.attributes['app.payment.status'] = payment.status;
      return payment;
    },
    traceOf(orderId),
  );
}

const pauses = [300, 900, 2000];

/** Again, with the same key, while the answer is that nothing was done yet. */
async function repeat<T>(call: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isPassing) throw error;
      await new Promise((go) => setTimeout(go, pause));
    }
  }
  return call();
}
