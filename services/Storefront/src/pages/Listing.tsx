import { firstRequests } from '../api/early';
import { type Found, search } from '../api/search';
import { Failed, GridSkeleton, Notice, ProductGrid } from '../app/parts';
import { Link, go, type Place, usePlace, useTitle, withQuery } from '../app/router';
import { useText } from '../i18n';
import { useCategories, useData } from '../state/data';
import { Facets } from './Facets';

const pageSize = 24;
const sorts = ['relevance', 'newest', 'price', '-price'] as const;

/** A category, or what a search has found: with facets, order and pages, all of it in the address. */
export function Listing({ category }: { category: string | null }) {
  const { t, number, named } = useText();
  const place = usePlace();
  const categories = useCategories();
  const text = place.query.get('q') ?? '';
  const { data, error, loading, reload } = useData<Found>(firstRequests({ pathname: place.path, search: `?${place.query}` })[0] ?? null, search);
  const own = categories.find((one) => one.slug === category);
  const title = own ? named(own) : text ? t.search.results(text) : t.search.all;
  useTitle(title, t.shop.name);

  if (error && !data) return <Failed error={error} retry={reload} />;
  return (
    <div className="listing">
      <div className="listing-head">
        <h1>{title}</h1>
        <p role="status" className="count">
          {data && !loading ? t.search.count(number(data.total)) : '…'}
        </p>
        <label className="sort">
          <span className="visually-hidden">{t.search.sort}</span>
          <select value={place.query.get('sort') ?? 'relevance'} onChange={(event) => go(withQuery(place, { sort: event.target.value, page: null }))}>
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {t.search.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {data?.fallback && (
        <p className="hint" role="note">
          {t.search.fallback}
        </p>
      )}
      {data?.didYouMean && (
        <p className="hint">
          <Link to={withQuery(place, { q: data.didYouMean, page: null })}>{t.search.didYouMean(data.didYouMean)}</Link>
        </p>
      )}
      <div className="listing-body">
        <Facets place={place} category={category} facets={data?.facets ?? null} />
        <div className={loading && data ? 'results stale' : 'results'} aria-busy={loading}>
          {!data ? <GridSkeleton count={12} /> : data.items.length > 0 ? <ProductGrid products={data.items} label={title} /> : <Nothing place={place} />}
          {data && <Pages place={place} page={data.page} total={data.total} />}
        </div>
      </div>
    </div>
  );
}

function Nothing({ place }: { place: Place }) {
  const { t } = useText();
  const text = place.query.get('q');
  return (
    <Notice title={t.search.empty} text={t.search.emptyHint} inner>
      <Link className="button" to={text ? `/search?q=${encodeURIComponent(text)}` : place.path}>
        {t.search.reset}
      </Link>
    </Notice>
  );
}

/** The pages around this one, with the first and the last. */
export function pagesAround(page: number, last: number): number[] {
  const near = [1, page - 2, page - 1, page, page + 1, page + 2, last].filter((one) => one >= 1 && one <= last);
  return [...new Set(near)].sort((a, b) => a - b);
}

function Pages({ place, page, total }: { place: Place; page: number; total: number }) {
  const { t, number } = useText();
  const last = Math.min(Math.ceil(total / pageSize), Math.floor(10_000 / pageSize));
  if (last <= 1) return null;
  const to = (number: number) => withQuery(place, { page: number === 1 ? null : String(number) });
  const up = () => scrollTo({ top: 0, behavior: 'instant' });
  return (
    <nav className="pages" aria-label={t.search.pages}>
      {page > 1 && (
        <Link to={to(page - 1)} onClick={up} rel="prev">
          {t.search.previous}
        </Link>
      )}
      {pagesAround(page, last).map((one, index, all) => (
        <span key={one}>
          {index > 0 && one - (all[index - 1] ?? 0) > 1 && <span aria-hidden="true">…</span>}
          <Link to={to(one)} onClick={up} aria-current={one === page ? 'page' : undefined}>
            {number(one)}
          </Link>
        </span>
      ))}
      {page < last && (
        <Link to={to(page + 1)} onClick={up} rel="next">
          {t.search.next}
        </Link>
      )}
    </nav>
  );
}
