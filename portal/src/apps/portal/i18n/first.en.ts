import { commonEn } from '@shared/i18n/common.en';
import { signInEn } from '../features/sign-in/messages.en';

/** What the first page says. */
export const firstEn = { ...commonEn, ...signInEn } as const;
