import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fakeApi } from './fake-api/server.ts';

/** PatternFly's base styles hold the values of themes that no page here has: half of them. */
const withoutUnusedThemes: Plugin = {
  name: 'without-unused-themes',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('@patternfly/react-core/dist/styles/base.css')
      ? code.replaceAll(/:root:where\([^{}]*theme-(?:felt|glass|high-contrast)[^{}]*\)\s*\{[^{}]*\}/g, '')
      : undefined,
};

/** A real server for `npm run dev`, instead of the fake one. */
const { BERTH_URL } = process.env;

// No inlined assets: the content security policy allows files of this host only.
export default defineConfig({
  plugins: [react(), withoutUnusedThemes, ...(BERTH_URL === undefined ? [fakeApi()] : [])],
  // The folders' short names are those of tsconfig.json.
  resolve: { tsconfigPaths: true },
  server: { proxy: BERTH_URL === undefined ? {} : { '^/(api|c|service|v1|auth)/': { target: BERTH_URL, secure: false } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The explorer is one large component, loaded by its own page only.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: { index: 'index.html', panel: 'panel.html', console: 'console.html' } },
  },
  test: {
    css: false,
    projects: [
      // What needs no page is tested without one: making it takes longer than most of these tests.
      { extends: true, test: { name: 'rules', environment: 'node', include: ['{src,fake-api}/**/*.test.ts'] } },
      { extends: true, test: { name: 'pages', environment: 'jsdom', setupFiles: 'src/test-setup.ts', include: ['{src,fake-api}/**/*.test.tsx'] } },
    ],
  },
});
