import { useTexts } from '@shared/i18n';
import type { providerEn } from './messages.en';

export const useProviderTexts = () => useTexts<typeof providerEn>();
