import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['BERTH_URL'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // The content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': server, '/c': server, '/service': server, '/v2': server } },
});
