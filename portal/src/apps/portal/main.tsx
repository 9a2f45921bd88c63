import '@patternfly/react-core/dist/styles/base.css';
import '@shared/app.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Translations } from '@shared/i18n';
import { en } from './i18n/en';
import { queriesThat } from '@shared/http/queries';
import { followColorScheme } from '@shared/lib/theme';
import { router } from './router';
import { noteEndedSession } from './end-of-session';

const queries = queriesThat(noteEndedSession);

followColorScheme();
// Most people need one language: the other is loaded by who chose it.
const texts = { en, fr: async () => (await import('./i18n/fr')).fr };
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
