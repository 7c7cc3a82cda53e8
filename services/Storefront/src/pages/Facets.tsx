import { useState } from 'react';
import type { SearchResult } from '../api/types';
import { Link, type Place, withQuery } from '../app/router';
import { type Text, useText } from '../i18n';

type Bucket = NonNullable<SearchResult['facets']>['prices'][number];

export function priceText({ minPrice, maxPrice }: Bucket, { t, won }: Pick<Text, 't' | 'won'>): string {
  if (minPrice === null) return t.search.below(won((maxPrice ?? 0) + 1));
  return maxPrice === null ? t.search.above(won(minPrice)) : t.search.between(won(minPrice), won(maxPrice + 1));
}

/** What the result can be narrowed to; the counts say what one would get. */
export function Facets({ place, category, facets }: { place: Place; category: string | null; facets: SearchResult['facets'] }) {
  const text = useText();
  const { t, number, named } = text;
  const [open, setOpen] = useState(false);
  const inStock = place.query.get('inStock') === 'true';
  const [min, max] = [place.query.get('minPrice'), place.query.get('maxPrice')];
  return (
    <aside className={open ? 'facets open' : 'facets'} aria-label={t.search.filters}>
      <button type="button" className="button facets-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.search.filters}
      </button>
      <div className="facets-body">
        {!category && (
          <Facet title={t.nav.categories}>
            <Choice to={withQuery(place, { category: null, page: null })} chosen={!place.query.get('category')} name={t.search.allCategories} />
            {facets?.categories.map((one) => (
              <Choice
                key={one.category}
                to={withQuery(place, { category: one.category, page: null })}
                chosen={place.query.get('category') === one.category}
                name={named(one)}
                count={number(one.count)}
              />
            ))}
          </Facet>
        )}
        <Facet title={t.search.price}>
          <Choice to={withQuery(place, { minPrice: null, maxPrice: null, page: null })} chosen={!min && !max} name={t.search.anyPrice} />
          {facets?.prices
            .filter((bucket) => bucket.count > 0 || String(bucket.minPrice ?? '') === (min ?? '-'))
            .map((bucket) => (
              <Choice
                key={`${bucket.minPrice}-${bucket.maxPrice}`}
                to={withQuery(place, { minPrice: bucket.minPrice === null ? null : String(bucket.minPrice), maxPrice: bucket.maxPrice === null ? null : String(bucket.maxPrice), page: null })}
                chosen={String(bucket.minPrice ?? '') === (min ?? '') && String(bucket.maxPrice ?? '') === (max ?? '')}
                name={priceText(bucket, text)}
                count={number(bucket.count)}
              />
            ))}
        </Facet>
        <Facet title={t.product.inStock}>
          <Choice to={withQuery(place, { inStock: inStock ? null : 'true', page: null })} chosen={inStock} name={t.search.inStock} count={facets ? number(facets.stock.inStock) : undefined} />
        </Facet>
      </div>
    </aside>
  );
}

function Facet({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function Choice({ to, chosen, name, count }: { to: string; chosen: boolean; name: string; count?: string }) {
  return (
    <li>
      <Link to={to} aria-current={chosen ? 'true' : undefined}>
        <span>{name}</span>
        {count !== undefined && <span className="number">{count}</span>}
      </Link>
    </li>
  );
}
