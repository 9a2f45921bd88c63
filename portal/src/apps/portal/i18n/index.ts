import { useTexts as useTextsOf } from '@shared/i18n';
import type { PlainKey } from '@shared/i18n/message';
import type { en } from './en';

/** The texts that need no values. */
export type Key = PlainKey<typeof en>;

/** The texts of all pages. */
export const useTexts = () => useTextsOf<typeof en>();
