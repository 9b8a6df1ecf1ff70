// Builds the dashboard into dist/web, and serves it while it is being worked on, with the running service behind it.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const service = '127.0.0.1:4080';

export default defineConfig({
  root: decodeURIComponent(new URL('.', import.meta.url).pathname),
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true },
  server: {
    proxy: {
      '/api': { target: `http://${service}` },
      '/ws': { target: `ws://${service}`, ws: true },
    },
  },
});
