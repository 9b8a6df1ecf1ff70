// Builds the dashboard into dist/web, and serves it while it is being worked on, with the running service behind it.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const service = '127.0.0.1:4080';

export default defineConfig({
  root: decodeURIComponent(new URL('.', import.meta.url).pathname),
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // zod is set up in the piece that it comes in, so that no schema of any piece is made before.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|jitless-schemas/ }] } } },
  },
  server: {
    proxy: {
      '/api': { target: `http://${service}` },
      '/ws': { target: `ws://${service}`, ws: true },
    },
  },
});
