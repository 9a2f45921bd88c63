import { commonFr } from '@shared/i18n/common.fr';
import { signInFr } from '../features/sign-in/messages.fr';
import { appFr } from './app.fr';
import type { firstEn } from './first.en';

export const firstFr: Readonly<Record<keyof typeof firstEn, string>> = { ...commonFr, ...appFr, ...signInFr };
