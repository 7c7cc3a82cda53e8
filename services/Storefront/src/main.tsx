import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/base.css';
import './styles/shop.css';
import './styles/pages.css';
import { App } from './app/App';
import './state/cart';
import { resumeSession } from './state/session';

resumeSession();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

const whenIdle = window.requestIdleCallback ?? ((call: () => void) => setTimeout(call, 300));
whenIdle(() => void import('./telemetry/export').then((telemetry) => telemetry.startExport()));
