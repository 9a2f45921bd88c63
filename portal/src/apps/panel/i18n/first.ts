import { useTexts } from '@shared/i18n';
import type { firstEn } from './first.en';

/** The texts of the first page, which the others come after. */
export const useFirstTexts = () => useTexts<typeof firstEn>();
