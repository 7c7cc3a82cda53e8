import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { askEarly, firstRequests } from './src/api/early.ts';

// Not services__payment-gateway__http__0: npm starts scripts by a shell, and shells drop names with a hyphen.
const gateway = process.env.GATEWAY_HTTP ?? 'http://127.0.0.1:8080';
const paymentGateway = process.env.PAYMENT_GATEWAY_HTTP ?? 'http://localhost:8081';

// One origin for pages, API, sockets and telemetry: no CORS, and cookies of replicas stay where they belong.
const proxy = {
  '/api': { target: gateway },
  '/files': { target: gateway, bypass: (request: { method?: string; url?: string }) => (request.method === 'GET' ? request.url : undefined) },
  '/otlp': { target: gateway },
  '/ws': { target: gateway, ws: true },
};

/** What only the environment knows, and the page's first questions, written into the page itself: nothing has to be fetched before them. */
function page(): Plugin {
  return {
    name: 'storefront-page',
    transformIndexHtml(_, context) {
      const config = {
        paymentWindow: `${paymentGateway}/checkout`,
        dashboard: (context.server && process.env.DASHBOARD_URL) || null,
        development: Boolean(context.server),
      };
      const text = JSON.stringify(config).replaceAll('<', '\\u003c');
      return [
        { tag: 'script', children: `window.storefront=${text};(${askEarly})(${firstRequests})`, injectTo: 'head-prepend' as const },
      ];
    },
  };
}

export default defineConfig({
  plugins: [react(), page()],
  // Beside the packages, not among the sources: their folders stay as they were when nothing was changed.
  cacheDir: '../../node_modules/.vite-storefront',
  // IPv4: "localhost" may be IPv6 alone, and the host's proxy looks for IPv4.
  server: { host: '127.0.0.1', strictPort: true, port: Number(process.env.PORT ?? 3000), proxy, allowedHosts: ['localhost'], warmup: { clientFiles: ['./src/main.tsx', './src/pages/*.tsx'] } },
  preview: { host: '127.0.0.1', strictPort: true, port: Number(process.env.PORT ?? 3000), proxy },
  optimizeDeps: { include: ['react', 'react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime'] },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
