import './panel.css';
import { start } from '@shared/start';
import { panelEn } from './i18n/en';
import { sessionQuery } from './lib/api';
import { router } from './router';

start({
  router,
  // Most people need one language: the other is loaded by who chose it.
  texts: { en: panelEn, fr: async () => (await import('./i18n/fr')).panelFr },
  isOpen: (queries) => queries.getQueryData(sessionQuery.queryKey) != null && !window.location.pathname.startsWith('/panel/sign-in'),
});
