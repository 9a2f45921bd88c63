import { providerEn } from '@shared/provider/messages.en';
import { accessEn } from '../features/access/messages.en';
import { accountEn } from '../features/account/messages.en';
import { membersEn } from '../features/members/messages.en';
import { oidcEn } from '../features/oidc/messages.en';
import { projectsEn } from '../features/projects/messages.en';
import { registriesEn } from '../features/registries/messages.en';
import { registryEn } from '../features/registry/messages.en';
import { usersEn } from '../features/users/messages.en';
import { firstEn } from './first.en';

/** Every text of the control panel in English, a file for each feature. */
export const en = {
  ...firstEn,
  ...providerEn,
  ...accessEn,
  ...accountEn,
  ...membersEn,
  ...oidcEn,
  ...projectsEn,
  ...registriesEn,
  ...registryEn,
  ...usersEn,
} as const;

export type Texts = Readonly<Record<keyof typeof en, string>>;
