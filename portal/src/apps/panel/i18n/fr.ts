import { providerFr } from '@shared/provider/messages.fr';
import { accessFr } from '../features/access/messages.fr';
import { accountFr } from '../features/account/messages.fr';
import { membersFr } from '../features/members/messages.fr';
import { oidcFr } from '../features/oidc/messages.fr';
import { projectsFr } from '../features/projects/messages.fr';
import { registriesFr } from '../features/registries/messages.fr';
import { registryFr } from '../features/registry/messages.fr';
import { usersFr } from '../features/users/messages.fr';
import type { Texts } from './en';
import { firstFr } from './first.fr';

/** The same in French; the compiler finds a missing one. */
export const fr: Texts = {
  ...firstFr,
  ...providerFr,
  ...accessFr,
  ...accountFr,
  ...membersFr,
  ...oidcFr,
  ...projectsFr,
  ...registriesFr,
  ...registryFr,
  ...usersFr,
};
