import { useEffect, useState } from 'react';
import { orderKey, paymentWindow, placeOrder } from '../api/checkout';
import { ApiError } from '../api/http';
import type { Product } from '../api/types';
import { ProductArt } from '../art/ProductArt';
import { Loading, Notice, useReason } from '../app/parts';
import { go, Link, useTitle } from '../app/router';
import { usePageText } from '../i18n/pages';
import { cart, cartKnown } from '../state/cart';
import { useProducts } from '../state/data';
import { session } from '../state/session';
import { useStore } from '../state/store';
import { totalOf, Totals } from './Cart';

export default function CheckoutPage() {
  const { t, p, won, named, lang } = usePageText();
  const lines = useStore(cart);
  const known = useStore(cartKnown);
  const signedIn = useStore(session) !== null;
  const { products } = useProducts(lines.map((line) => line.productId));
  const [state, setState] = useState<'ready' | 'going'>('ready');
  const [problem, setProblem] = useState<string>();
  const explain = useExplanation(products);
  useTitle(p.checkout.title, t.shop.name);
  useEffect(() => {
    if (!signedIn) go('/login?from=/checkout', true);
  }, [signedIn]);

  if (!known) return <Loading />;
  if (lines.length === 0 && state === 'ready')
    return (
      <Notice title={t.cart.empty}>
        <Link className="button primary" to="/">
          {t.cart.shop}
        </Link>
      </Notice>
    );
  const pay = async () => {
    setState('going');
    setProblem(undefined);
    try {
      location.assign(paymentWindow(await placeOrder(lines), lang));
    } catch (error) {
      setProblem(explain(error));
      setState('ready');
    }
  };
  const total = totalOf(lines, products);
  return (
    <>
      <h1>{p.checkout.title}</h1>
      <form
        className="two-columns"
        onSubmit={(event) => {
          event.preventDefault();
          void pay();
        }}
      >
        <div>
          <section className="sheet" aria-labelledby="items">
            <h2 id="items">{p.checkout.items}</h2>
            <ul className="short-lines">
              {lines.map((line) => {
                const product = products.get(line.productId);
                return (
                  <li key={line.productId}>
                    <ProductArt id={line.productId} category={product?.category ?? ''} />
                    <span>{product ? named(product) : '…'}</span>
                    <span className="faint">× {line.quantity}</span>
                    <b>{product && won(product.price * line.quantity)}</b>
                  </li>
                );
              })}
            </ul>
          </section>
          <section className="sheet" aria-labelledby="method">
            <h2 id="method">{p.checkout.method}</h2>
            <label className="choice">
              <input type="radio" name="method" defaultChecked />
              <span>
                <b>{p.checkout.card}</b>
                <small>{p.checkout.cardText}</small>
              </span>
            </label>
          </section>
        </div>
        <aside className="sheet summary" aria-label={t.cart.total}>
          <Totals total={total} />
          <label className="agree">
            <input type="checkbox" required /> {p.checkout.agree}
          </label>
          <button type="submit" className="button primary wide" disabled={state === 'going'} data-key={orderKey(lines).slice(0, 8)}>
            {state === 'going' ? p.checkout.going : p.checkout.pay(won(total))}
          </button>
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <p className="faint">{p.checkout.held}</p>
        </aside>
      </form>
    </>
  );
}

function useExplanation(products: Map<number, Product>): (error: unknown) => string {
  const { t, p, named, number } = usePageText();
  const reason = useReason();
  return (error) => {
    if (!(error instanceof ApiError)) return t.common.failed;
    if (error.code === 'try_again') return p.checkout.again;
    const product = products.get(Number(error.problem.productId));
    if (error.code === 'insufficient_stock' && product) return p.checkout.insufficient(named(product), number(Number(error.problem.available ?? 0)));
    return reason(error);
  };
}
