import type { ReactNode } from 'react';
import type { ApiError } from '../api/http';
import type { Product } from '../api/types';
import { ProductArt } from '../art/ProductArt';
import { useText } from '../i18n';
import { Link } from './router';

export function ProductCard({ product }: { product: Product }) {
  const { t, won, number, named, lang } = useText();
  const found = lang === 'ko' ? product.highlights?.name : product.highlights?.nameEn;
  return (
    <li className={product.stock === 0 ? 'card sold' : 'card'} data-product={product.id}>
      <Link to={`/p/${product.id}`}>
        <ProductArt id={product.id} category={product.category} />
        <span className="card-name">{found ? <Highlighted html={found} /> : named(product)}</span>
        <span className="price">{won(product.price)}</span>
        {product.stock === 0 ? <span className="tag quiet">{t.product.soldOut}</span> : product.stock <= 5 && <span className="tag">{t.product.left(number(product.stock))}</span>}
      </Link>
    </li>
  );
}

/** What search has found, as elements: the text between its marks is never markup here. */
function Highlighted({ html }: { html: string }) {
  const parts = html.split(/<em>(.*?)<\/em>/);
  return <>{parts.map((part, index) => (index % 2 ? <mark key={index}>{plain(part)}</mark> : plain(part)))}</>;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'", '#x2F': '/' };

export const plain = (html: string): string => html.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

export function ProductGrid({ products, label }: { products: Product[]; label: string }) {
  return (
    <ul className="grid" aria-label={label}>
      {products.map((product) => (
        <ProductCard key={product.id} product={product} />
      ))}
    </ul>
  );
}

/** Room for what is coming, so that nothing jumps. */
export function GridSkeleton({ count = 12 }: { count?: number }) {
  const { t } = useText();
  return (
    <div role="status" aria-label={t.common.loading}>
      <ul className="grid" aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          <li key={index} className="card skeleton">
            <span className="art" />
            <span className="line" />
            <span className="line short" />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Loading() {
  const { t } = useText();
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" /> {t.common.loading}
    </p>
  );
}

export function useReason(): (error: ApiError) => string {
  const { t } = useText();
  return (error) => (t.common.reasons as Record<string, string>)[error.code] ?? error.message;
}

export function Failed({ error, retry }: { error: ApiError; retry: () => void }) {
  const { t } = useText();
  const reason = useReason();
  return (
    <Notice title={t.common.failed} text={reason(error)} alert inner>
      <button type="button" className="button" onClick={retry}>
        {t.common.retry}
      </button>
    </Notice>
  );
}

/** One thing to say in the middle of a page, and what can be done. */
/** A page of its own; `inner`, a part of one that has a heading. */
export function Notice({ title, text, alert, inner, children }: { title: string; text?: string; alert?: boolean; inner?: boolean; children?: ReactNode }) {
  const Heading = inner ? 'h2' : 'h1';
  return (
    <section className="notice" role={alert ? 'alert' : undefined}>
      <Heading>{title}</Heading>
      {text && <p>{text}</p>}
      <div className="actions">{children}</div>
    </section>
  );
}

export function Quantity({ value, most, onChange, label }: { value: number; most: number; onChange: (value: number) => void; label: string }) {
  const { t, number } = useText();
  return (
    <div className="quantity" role="group" aria-label={label}>
      <button type="button" onClick={() => onChange(value - 1)} disabled={value <= 1} aria-label={t.product.less}>
        −
      </button>
      <output aria-live="polite">{number(value)}</output>
      <button type="button" onClick={() => onChange(value + 1)} disabled={value >= most} aria-label={t.product.more}>
        +
      </button>
    </div>
  );
}
