import { commonEn } from './common.en';
import { artifactsEn } from '../features/artifacts/messages.en';
import { onboardingEn } from '../features/onboarding/messages.en';
import { profileEn } from '../features/profile/messages.en';
import { projectsEn } from '../features/projects/messages.en';
import { repositoriesEn } from '../features/repositories/messages.en';
import { signInEn } from '../features/sign-in/messages.en';
import { usersEn } from '../features/users/messages.en';

/** Every text of the portal in English, a file for each feature. */
export const en = {
  ...commonEn,
  ...artifactsEn,
  ...onboardingEn,
  ...profileEn,
  ...projectsEn,
  ...repositoriesEn,
  ...signInEn,
  ...usersEn,
} as const;

export type Key = keyof typeof en;
