import '@patternfly/react-core/dist/styles/base.css';
import '@shared/app.css';
import './panel.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Translations } from '@shared/i18n';
import { queriesThat } from '@shared/http/queries';
import { followColorScheme } from '@shared/lib/theme';
import { noteEndedSession } from './end-of-session';
import { panelEn } from './i18n/en';
import { router } from './router';

const queries = queriesThat(noteEndedSession);

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
