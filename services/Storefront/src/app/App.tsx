import { lazy, Suspense, useEffect } from 'react';
import { language, useText } from '../i18n';
import { Home } from '../pages/Home';
import { Listing } from '../pages/Listing';
import { ProductPage } from '../pages/Product';
import { useStore } from '../state/store';
import { Header, TabBar } from './Header';
import { Loading, Notice } from './parts';
import { Link, useFocusOnArrival, usePlace } from './router';
import { Toasts } from './toasts';

// Who looks around needs none of these yet.
const CartPage = lazy(() => import('../pages/Cart'));
const CheckoutPage = lazy(() => import('../pages/Checkout'));
const PayPage = lazy(() => import('../pages/Pay'));
const OrdersPage = lazy(() => import('../pages/Orders'));
const OrderPage = lazy(() => import('../pages/Order'));
const FilesPage = lazy(() => import('../pages/Files'));
const AccountPage = lazy(() => import('../pages/Account'));

export function App() {
  const { t } = useText();
  const { path } = usePlace();
  const lang = useStore(language);
  useFocusOnArrival(path);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return (
    <>
      <a className="skip" href="#content">
        {t.nav.skip}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Page path={path} />
        </Suspense>
      </main>
      <footer className="foot">
        <p>{t.footer.about}</p>
        {window.storefront.development && window.storefront.dashboard && <a href={window.storefront.dashboard}>{t.dev.dashboard}</a>}
      </footer>
      <TabBar />
      <Toasts />
    </>
  );
}

function Page({ path }: { path: string }) {
  const [first, second] = path.split('/').filter(Boolean);
  switch (first) {
    case undefined:
      return <Home />;
    case 'search':
      return <Listing category={null} />;
    case 'c':
      return second ? <Listing category={second} key={second} /> : <Listing category={null} />;
    case 'p':
      return <ProductPage id={Number(second)} key={second} />;
    case 'cart':
      return <CartPage />;
    case 'checkout':
      return <CheckoutPage />;
    case 'pay':
      return <PayPage failed={second === 'fail'} />;
    case 'orders':
      return second ? <OrderPage id={second} key={second} /> : <OrdersPage />;
    case 'files':
      return <FilesPage />;
    case 'login':
    case 'register':
      return <AccountPage registering={first === 'register'} key={first} />;
    default:
      return <Missing />;
  }
}

function Missing() {
  const { t } = useText();
  return (
    <Notice title={t.common.notFound}>
      <Link className="button primary" to="/">
        {t.common.toHome}
      </Link>
    </Notice>
  );
}
