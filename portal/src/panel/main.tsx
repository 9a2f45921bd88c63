import '@patternfly/react-core/dist/styles/base.css';
import '../app/app.css';
import './panel.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Translations } from '../i18n';
import { ApiError } from '../lib/http';
import { followColorScheme } from '../lib/theme';
import { noteEndedSession } from './end-of-session';
import { panelEn } from './i18n/en';
import { router } from './router';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => noteEndedSession(queries, error) }),
  mutationCache: new MutationCache({ onError: (error) => noteEndedSession(queries, error) }),
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      refetchOnWindowFocus: false,
    },
  },
});

followColorScheme();
const texts = { en: panelEn, fr: async () => (await import('./i18n/fr')).panelFr };
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Translations texts={texts}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Translations>
    </StrictMode>,
  );
}
