import { commonEn } from '@shared/i18n/common.en';
import { signInEn } from '../features/sign-in/messages.en';
import { appEn } from './app.en';

/** What the first page says, and what several features say. */
export const firstEn = { ...commonEn, ...appEn, ...signInEn } as const;
