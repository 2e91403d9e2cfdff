import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8000'}`;

/**
 * In development the sources are served under the same first segments as the server's paths (`/api`, `/live`, `/sync`),
 * so the proxy patterns take the server's requests only, never a module.
 */
export default defineConfig({
  root: 'client',
  publicDir: 'app/public',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    // An inlined asset would be a data: URL, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '^/api/(?!.*\\.tsx?($|\\?))': { target: server },
      '^/(healthz|readyz)$': { target: server },
      '^/live/\\?': { target: server, ws: true },
      '^/sync/[0-9a-f-]{36}/': { target: server, ws: true },
    },
  },
});
