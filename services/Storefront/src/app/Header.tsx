import { CategoryArt } from '../art/ProductArt';
import { switchLanguage, useText } from '../i18n';
import { cart, countPieces } from '../state/cart';
import { useCategories } from '../state/data';
import { session, signOut } from '../state/session';
import { useStore } from '../state/store';
import { Icon, type IconName } from './icons';
import { Link, usePlace } from './router';
import { SearchBox } from './SearchBox';

export function Logo() {
  const { t } = useText();
  return (
    <Link to="/" className="logo">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="9" />
        <path d="M8 23V11.500a2 2 0 0 1 3.500-1.300L16 15.300l4.500-5.100A2 2 0 0 1 24 11.500V23" />
      </svg>
      {t.shop.name}
    </Link>
  );
}

export function Header() {
  const { t } = useText();
  const { path } = usePlace();
  const now = useStore(session);
  return (
    <header className="head">
      <div className="head-top">
        <Logo />
        <SearchBox />
        <nav className="tools" aria-label={t.nav.account}>
          <button type="button" className="tool" onClick={switchLanguage} title={t.nav.languageLabel}>
            <Icon name="globe" />
            <span lang={t.nav.language === 'English' ? 'en' : 'ko'}>{t.nav.language}</span>
          </button>
          {now ? (
            <button type="button" className="tool" onClick={signOut}>
              <Icon name="account" />
              <span>{t.nav.signOut}</span>
            </button>
          ) : (
            <Link to={`/login?from=${encodeURIComponent(path)}`} className="tool">
              <Icon name="account" />
              <span>{t.nav.signIn}</span>
            </Link>
          )}
          <Tool to="/files" icon="files" name={t.nav.files} />
          <Tool to="/orders" icon="orders" name={t.nav.orders} />
          <CartTool />
        </nav>
      </div>
      <CategoryStrip />
    </header>
  );
}

function Tool({ to, icon, name }: { to: string; icon: IconName; name: string }) {
  const { path } = usePlace();
  return (
    <Link to={to} className="tool" aria-current={path === to ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{name}</span>
    </Link>
  );
}

function CartTool() {
  const { t, number } = useText();
  const { path } = usePlace();
  const pieces = countPieces(useStore(cart));
  return (
    <Link to="/cart" className="tool" aria-current={path === '/cart' ? 'page' : undefined} aria-label={`${t.nav.cart} (${t.nav.pieces(number(pieces))})`}>
      <Icon name="cart" />
      <span>{t.nav.cart}</span>
      {pieces > 0 && (
        <b className="badge" aria-hidden="true">
          {pieces > 99 ? '99+' : pieces}
        </b>
      )}
    </Link>
  );
}

function CategoryStrip() {
  const { t, named } = useText();
  const { path } = usePlace();
  const categories = useCategories();
  return (
    <nav className="strip" aria-label={t.nav.categories}>
      <ul>
        {categories.map((category) => (
          <li key={category.slug}>
            <Link to={`/c/${category.slug}`} aria-current={path === `/c/${category.slug}` ? 'page' : undefined}>
              {named(category)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function CategoryTiles() {
  const { t, named } = useText();
  const categories = useCategories();
  return (
    <ul className="tiles" aria-label={t.home.byCategory}>
      {categories.map((category, index) => (
        <li key={category.slug}>
          <Link to={`/c/${category.slug}`}>
            <CategoryArt category={category.slug} index={index} />
            <span>{named(category)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** On phones, under the thumb. */
export function TabBar() {
  const { t } = useText();
  const { path } = usePlace();
  const pieces = countPieces(useStore(cart));
  const now = useStore(session);
  const tabs: [string, IconName, string][] = [
    ['/', 'home', t.nav.home],
    ['/search', 'grid', t.search.all],
    ['/cart', 'cart', t.nav.cart],
    ['/orders', 'orders', t.nav.orders],
    now ? ['/files', 'files', t.nav.files] : ['/login', 'account', t.nav.signIn],
  ];
  return (
    <nav className="tabs" aria-label={t.nav.main}>
      {tabs.map(([to, icon, name]) => (
        <Link key={to} to={to} aria-current={path === to ? 'page' : undefined}>
          <Icon name={icon} />
          {to === '/cart' && pieces > 0 && <b className="badge">{pieces > 99 ? '99+' : pieces}</b>}
          <span>{name}</span>
        </Link>
      ))}
    </nav>
  );
}
