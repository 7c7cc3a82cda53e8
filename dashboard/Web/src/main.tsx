import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { login, takeToken } from './app/login';
import { loginWanted, sessionKey } from './api/client';
import { messages } from './app/messages';
import { notify } from './app/notifications';
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
