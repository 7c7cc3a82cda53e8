import { ProductArt } from '../art/ProductArt';
import { Loading, Notice, Quantity } from '../app/parts';
import { Link, useTitle } from '../app/router';
import { say } from '../app/toasts';
import type { CartLine, Product } from '../api/types';
import { useText } from '../i18n';
import { usePageText } from '../i18n/pages';
import { cart, cartKnown, mostPieces, setQuantity } from '../state/cart';
import { useProducts } from '../state/data';
import { session } from '../state/session';
import { useStore } from '../state/store';

export const totalOf = (lines: CartLine[], products: Map<number, Product>): number =>
  lines.reduce((sum, line) => sum + (products.get(line.productId)?.price ?? 0) * line.quantity, 0);

export default function CartPage() {
  const { t, p, won, number } = usePageText();
  const lines = useStore(cart);
  const signedIn = useStore(session) !== null;
  const { products, loading } = useProducts(lines.map((line) => line.productId));
  useTitle(t.cart.title, t.shop.name);
  if (!useStore(cartKnown)) return <Loading />;
  if (lines.length === 0)
    return (
      <Notice title={t.cart.empty} text={t.cart.emptyHint}>
        <Link className="button primary" to="/">
          {t.cart.shop}
        </Link>
      </Notice>
    );
  return (
    <>
      <h1>
        {t.cart.title} <small>{t.cart.lines(number(lines.length))}</small>
      </h1>
      <div className="two-columns">
        <ul className="lines" aria-label={t.cart.title}>
          {lines.map((line) => (
            <Line key={line.productId} line={line} product={products.get(line.productId)} loading={loading} />
          ))}
        </ul>
        <aside className="sheet summary" aria-label={t.cart.total}>
          <Totals total={totalOf(lines, products)} />
          <Link className="button primary wide" to={signedIn ? '/checkout' : '/login?from=/checkout'}>
            {signedIn ? t.cart.order : t.cart.signInFirst}
          </Link>
          <p className="faint">{p.checkout.held}</p>
          <span className="visually-hidden" role="status">
            {t.cart.total} {won(totalOf(lines, products))}
          </span>
        </aside>
      </div>
    </>
  );
}

export function Totals({ total }: { total: number }) {
  const { t, won } = useText();
  return (
    <dl className="totals">
      <dt>{t.cart.subtotal}</dt>
      <dd>{won(total)}</dd>
      <dt>{t.cart.delivery}</dt>
      <dd>{t.cart.free}</dd>
      <dt className="sum">{t.cart.total}</dt>
      <dd className="sum">{won(total)}</dd>
    </dl>
  );
}

function Line({ line, product, loading }: { line: CartLine; product: Product | undefined; loading: boolean }) {
  const { t, won, named } = useText();
  const change = (quantity: number) =>
    void setQuantity(line.productId, quantity).catch((error: unknown) => say({ text: error instanceof Error ? error.message : t.common.failed, bad: true }));
  if (!product && loading)
    return (
      <li className="line-item">
        <Loading />
      </li>
    );
  const name = product ? named(product) : t.cart.gone;
  return (
    <li className="line-item">
      <Link to={`/p/${line.productId}`} aria-hidden="true" tabIndex={-1}>
        <ProductArt id={line.productId} category={product?.category ?? ''} />
      </Link>
      <div className="line-text">
        <Link to={`/p/${line.productId}`}>{name}</Link>
        {product && <span className="faint">{won(product.price)}</span>}
        {product && product.stock < line.quantity && <span className="tag">{product.stock === 0 ? t.product.soldOut : t.product.left(String(product.stock))}</span>}
      </div>
      <Quantity value={line.quantity} most={Math.max(1, Math.min(product?.stock ?? 1, mostPieces))} onChange={change} label={`${t.product.quantity}: ${name}`} />
      <b className="line-price">{product && won(product.price * line.quantity)}</b>
      <button type="button" className="link" onClick={() => change(0)} aria-label={`${t.cart.remove}: ${name}`}>
        {t.cart.remove}
      </button>
    </li>
  );
}
