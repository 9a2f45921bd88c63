import { commonFr } from './common.fr';
import { artifactsFr } from '../features/artifacts/messages.fr';
import { onboardingFr } from '../features/onboarding/messages.fr';
import { profileFr } from '../features/profile/messages.fr';
import { projectsFr } from '../features/projects/messages.fr';
import { repositoriesFr } from '../features/repositories/messages.fr';
import { signInFr } from '../features/sign-in/messages.fr';
import { usersFr } from '../features/users/messages.fr';
import type { Key } from './en';

/** The same in French; the compiler finds a missing one. */
export const fr: Record<Key, string> = {
  ...commonFr,
  ...artifactsFr,
  ...onboardingFr,
  ...profileFr,
  ...projectsFr,
  ...repositoriesFr,
  ...signInFr,
  ...usersFr,
};
