import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// A dashboard that runs serves the API while the pages are worked on: npm run dev -w dashboard
const dashboard = process.env.DASHBOARD_URL ?? 'http://127.0.0.1:18888';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server puts the nonce of each answer's policy in its place.
  html: { cspNonce: '__CSP_NONCE__' },
  server: { host: '127.0.0.1', proxy: { '/api': { target: dashboard, ws: true } } },
  build: { outDir: process.env.WEB_OUT ?? 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
