import { start } from '@shared/start';
import { firstEn } from './i18n/first.en';
import { router } from './router';

start({
  router,
  // Most people need one language: the other is loaded by who chose it.
  texts: { en: firstEn, fr: async () => (await import('./i18n/first.fr')).firstFr },
  isOpen: () => window.location.pathname.startsWith('/harbor'),
});
