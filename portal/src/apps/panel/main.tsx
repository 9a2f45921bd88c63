import './panel.css';
import { start } from '@shared/start';
import { firstEn } from './i18n/first.en';
import { sessionQuery } from './lib/api';
import { router } from './router';

start({
  router,
  // Most people need one language: the other is loaded by who chose it.
  texts: { en: firstEn, fr: async () => (await import('./i18n/first.fr')).firstFr },
  isOpen: (queries) => queries.getQueryData(sessionQuery.queryKey) != null && !window.location.pathname.startsWith('/panel/sign-in'),
});
