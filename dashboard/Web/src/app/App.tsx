import { FluentProvider } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { loginWanted } from '@/api/client';
import { connect } from '@/api/live';
import { Loading, Empty, ErrorState } from '@/components/states';
import { useMessages } from '@/i18n';
import { ErrorBoundary } from './ErrorBoundary';
import { messages } from './messages';
import { pages } from './pages';
import { useSettings } from './settings';
import { Shell } from './Shell';
import { loadSession, session } from './session';
import { useStore } from './store';
import { fluentTheme, useDark } from './theme';

const Login = lazy(() => import('@/pages/login'));

export function App() {
  const dark = useDark();
  const { language } = useSettings();
  const wanted = useStore(loginWanted);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <FluentProvider theme={fluentTheme(dark)} className="app">
      {wanted ? (
        <Suspense fallback={<Loading />}>
          <Login />
        </Suspense>
      ) : (
        <Inside />
      )}
    </FluentProvider>
  );
}

function Inside() {
  const t = useMessages(messages);
  const [location] = useLocation();
  useEffect(() => {
    if (session.get() === null) void loadSession().catch(() => undefined);
    return connect();
  }, []);
  return (
    <Shell>
      <ErrorBoundary resetKey={location} fallback={(error, retry) => <ErrorState title={t.broken} error={error} onRetry={retry} />}>
        <Suspense fallback={<Loading />}>
          <Switch>
            {pages.flatMap((page) =>
              page.routes.map((route) => (
                <Route key={page.name} path={route}>
                  <page.component />
                </Route>
              )),
            )}
            <Route>
              <Empty title={t.notFound}>{t.notFoundText}</Empty>
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}
