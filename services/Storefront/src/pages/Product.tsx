import { useState } from 'react';
import type { Page, Product } from '../api/types';
import { ProductArt } from '../art/ProductArt';
import { Failed, Loading, Notice, ProductGrid, Quantity } from '../app/parts';
import { go, Link, useTitle } from '../app/router';
import { say } from '../app/toasts';
import { useText } from '../i18n';
import { described } from '../i18n/description';
import { addToCart, mostPieces } from '../state/cart';
import { useCategories, useData } from '../state/data';

export function ProductPage({ id }: { id: number }) {
  const { t, named } = useText();
  const { data, error, reload } = useData<Product>(`/api/v1/products/${id}`);
  useTitle(data ? named(data) : undefined, t.shop.name);
  if (error?.status === 404 || error?.status === 400)
    return (
      <Notice title={t.product.notFound}>
        <Link className="button primary" to="/search">
          {t.search.all}
        </Link>
      </Notice>
    );
  if (error) return <Failed error={error} retry={reload} />;
  return data ? <Shown product={data} /> : <Loading />;
}

function Shown({ product }: { product: Product }) {
  const { t, named } = useText();
  const category = useCategories().find((one) => one.slug === product.category);
  return (
    <>
      <nav className="crumbs" aria-label={t.product.path}>
        <Link to="/">{t.nav.home}</Link>
        <Link to={`/c/${product.category}`}>{category ? named(category) : product.category}</Link>
      </nav>
      <article className="product">
        <div className="product-art">
          <ProductArt id={product.id} category={product.category} />
        </div>
        <Offer product={product} />
      </article>
      <Similar product={product} />
    </>
  );
}

function Offer({ product }: { product: Product }) {
  const { t, won, number, named, lang } = useText();
  const [pieces, setPieces] = useState(1);
  const most = Math.min(product.stock, mostPieces);
  const soldOut = product.stock === 0;
  const add = async (): Promise<boolean> => {
    try {
      await addToCart(product.id, pieces);
      return true;
    } catch (error) {
      say({ text: error instanceof Error ? error.message : t.common.failed, bad: true });
      return false;
    }
  };
  return (
    <div className="offer">
      <h1>{named(product)}</h1>
      <p className="offer-price">{won(product.price)}</p>
      <p className="offer-text">{described(product.description, lang)}</p>
      <dl className="facts">
        <dt>{t.product.delivery}</dt>
        <dd>
          <b>{t.cart.free}</b> · {t.product.deliveryText}
        </dd>
        <dt>{t.product.refund}</dt>
        <dd>{t.product.refundText}</dd>
        <dt>{t.product.number}</dt>
        <dd>{product.id}</dd>
      </dl>
      <div className="offer-row">
        <Quantity value={pieces} most={most} onChange={setPieces} label={t.product.quantity} />
        <span className={soldOut ? 'tag quiet' : 'tag calm'}>{soldOut ? t.product.soldOut : t.product.left(number(product.stock))}</span>
      </div>
      <p className="offer-total">
        <span>{t.product.total}</span> <b>{won(product.price * pieces)}</b>
      </p>
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={soldOut}
          onClick={() => void add().then((done) => done && say({ text: t.product.added, link: { to: '/cart', text: t.product.toCart } }))}
        >
          {t.product.add}
        </button>
        <button type="button" className="button primary" disabled={soldOut} onClick={() => void add().then((done) => done && go('/checkout'))}>
          {t.product.buy}
        </button>
      </div>
    </div>
  );
}

function Similar({ product }: { product: Product }) {
  const { t } = useText();
  const { data } = useData<Page<Product>>(`/api/v1/products?category=${product.category}&inStock=true&sort=newest&pageSize=7`);
  const others = data?.items.filter((one) => one.id !== product.id).slice(0, 6);
  return (
    <section aria-labelledby="similar" className="similar">
      <h2 id="similar">{t.product.similar}</h2>
      {others && <ProductGrid products={others} label={t.product.similar} />}
    </section>
  );
}
