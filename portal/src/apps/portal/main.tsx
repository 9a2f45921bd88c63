import { start } from '@shared/start';
import { en } from './i18n/en';
import { router } from './router';

start({
  router,
  // Most people need one language: the other is loaded by who chose it.
  texts: { en, fr: async () => (await import('./i18n/fr')).fr },
  isOpen: () => window.location.pathname.startsWith('/harbor'),
});
