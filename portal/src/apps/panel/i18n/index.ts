import { useTexts as useTextsOf } from '@shared/i18n';
import type { Key } from './en';

export type { Key } from './en';

/** The texts of the control panel. */
export const useTexts = () => useTextsOf<Key>();
