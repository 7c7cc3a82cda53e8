import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { login, takeToken } from './app/login';
import { loginWanted, sessionKey } from './api/client';
import { messages } from './app/messages';
import { notify } from './app/notifications';
import { loadSession } from './app/session';
import { settings } from './app/settings';
import './styles.css';

async function start(): Promise<void> {
  const onLogin = window.location.pathname === '/login';
  const token = takeToken();
  if (token !== null) {
    try {
      await login(token);
    } catch {
      // A wrong or old token: the login page says what to do.
      if (sessionKey.get() === null) loginWanted.set(true);
      else notify({ intent: 'warning', title: messages[settings.get().language].wrongToken });
    }
  } else if (onLogin && sessionKey.get() === null) loginWanted.set(true);
  else if (onLogin) history.replaceState(null, '', '/');
  // With what the server says of itself at hand, nothing moves after the first paint; a server that is slow is not waited for.
  if (!loginWanted.get()) await Promise.race([loadSession().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 400))]);
  // The policy lets only styles with the answer's nonce pass.
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <RendererProvider renderer={renderer}>
        <App />
      </RendererProvider>
    </StrictMode>,
  );
}

void start();
