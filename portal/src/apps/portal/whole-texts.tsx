import { Outlet } from 'react-router';
import { MoreTexts } from '@shared/i18n/more-texts';
import { en } from './i18n/en';

const texts = { en, fr: async () => (await import('./i18n/fr')).fr };

/** The pages that come after the first, with what they say. */
export function WholeTexts() {
  return (
    <MoreTexts texts={texts}>
      <Outlet />
    </MoreTexts>
  );
}
