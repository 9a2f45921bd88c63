import '@patternfly/react-core/dist/styles/base.css';
import './app.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Translations } from '../i18n';
import { ApiError } from '../lib/http';
import { router } from './router';
import { noteEndedSession } from './session-ended';
import { followColorScheme } from './theme';

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
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Translations>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Translations>
    </StrictMode>,
  );
}
