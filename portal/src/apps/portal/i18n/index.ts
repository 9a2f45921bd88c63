import { useTexts as useTextsOf } from '@shared/i18n';
import type { Key } from './en';

export type { Key } from './en';

/** The texts of the portal. */
export const useTexts = () => useTextsOf<Key>();
