import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// No inlined assets: the content security policy allows files of this host only.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  test: { environment: 'jsdom', css: false, setupFiles: 'src/test-setup.ts', include: ['src/**/*.test.{ts,tsx}'] },
});
