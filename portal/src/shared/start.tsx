import '@patternfly/react-core/dist/styles/base.css';
import './app.css';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { queriesThat } from '@shared/http/queries';
import { Translations, type Dictionaries } from '@shared/i18n';
import { followColorScheme } from '@shared/lib/theme';
import { noteEndedSession } from '@shared/session/ended';

/** Shows an app in its document. */
export function start(app: {
  router: Parameters<typeof RouterProvider>[0]['router'];
  texts: Dictionaries;
  /** Whether a page is shown that only exists for who is signed in. */
  isOpen: (queries: QueryClient) => boolean;
}): void {
  const queries = queriesThat((from, error) => {
    if (app.isOpen(from)) {
      noteEndedSession(error);
    }
  });
  followColorScheme('pf-v6-theme-dark');
  const root = document.getElementById('root');
  if (root !== null) {
    createRoot(root).render(
      <StrictMode>
        <Translations texts={app.texts}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={app.router} />
          </QueryClientProvider>
        </Translations>
      </StrictMode>,
    );
  }
}
