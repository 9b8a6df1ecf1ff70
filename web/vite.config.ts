// Builds the dashboard into dist/web; in development serves it and forwards API requests to the running service.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const service = '127.0.0.1:4080';

export default defineConfig({
  root: decodeURIComponent(new URL('.', import.meta.url).pathname),
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // zod is configured in the chunk that contains it, so that no chunk creates a schema before that.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|jitless-schemas/ }] } } },
  },
  server: {
    proxy: {
      '/api': { target: `http://${service}` },
      '/ws': { target: `ws://${service}`, ws: true },
    },
  },
});
