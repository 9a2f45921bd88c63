import '@patternfly/react-core/dist/styles/base.css';
import './app.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Translations } from '../i18n';
import { ApiError } from '../lib/http';
import { paths } from '../lib/paths';
import { router } from './router';
import { followColorScheme } from './theme';

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // The session ended: whoever it was signs in again, and comes back here.
      if (error instanceof ApiError && error.status === 401 && !window.location.pathname.startsWith(paths.signIn)) {
        void queries.resetQueries({ queryKey: ['session'] });
      }
    },
  }),
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
