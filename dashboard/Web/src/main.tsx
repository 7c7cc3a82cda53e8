import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { login, takeToken } from './app/login';
import { loginWanted, sessionKey } from './api/client';
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
    }
  } else if (onLogin && sessionKey.get() === null) loginWanted.set(true);
  else if (onLogin) history.replaceState(null, '', '/');
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
