import { firstRequests } from '../api/early';
import type { Page, Product } from '../api/types';
import { ProductArt } from '../art/ProductArt';
import { CategoryTiles } from '../app/Header';
import { Icon } from '../app/icons';
import { Failed, GridSkeleton, ProductGrid } from '../app/parts';
import { Link, useTitle } from '../app/router';
import { useText } from '../i18n';
import { useData } from '../state/data';

const newest = firstRequests({ pathname: '/', search: '' })[0] ?? null;
const side: [number, string][] = [[21, 'laptops'], [106, 'audio'], [706, 'grocery'], [553, 'shoes'], [361, 'furniture'], [852, 'outdoor']];

export function Home() {
  const { t } = useText();
  const { data, error, reload } = useData<Page<Product>>(newest);
  useTitle(undefined, `${t.shop.name} — ${t.shop.tagline}`);
  return (
    <>
      <section className="hero">
        <div>
          <h1>{t.home.hero}</h1>
          <p>{t.home.heroText}</p>
          <Link to="/search?sort=newest" className="button light">
            {t.home.heroGo} <Icon name="arrow" />
          </Link>
        </div>
        <div className="hero-art" aria-hidden="true">
          {side.map(([id, category]) => (
            <ProductArt key={id} id={id} category={category} />
          ))}
        </div>
      </section>
      <section aria-labelledby="by-category">
        <h2 id="by-category" className="visually-hidden">
          {t.home.byCategory}
        </h2>
        <CategoryTiles />
      </section>
      <section aria-labelledby="newest">
        <div className="section-head">
          <h2 id="newest">{t.home.newest}</h2>
          <Link to="/search?sort=newest">{t.home.more}</Link>
        </div>
        {data ? <ProductGrid products={data.items} label={t.home.newest} /> : error ? <Failed error={error} retry={reload} /> : <GridSkeleton count={18} />}
      </section>
    </>
  );
}
