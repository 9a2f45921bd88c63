import { providerEn } from '@shared/provider/messages.en';
import { commonEn } from '@shared/i18n/common.en';
import { oidcEn } from './oidc.en';
import { peopleEn } from './people.en';
import { registriesEn } from './registries.en';
import { shellEn } from './shell.en';

/** Every text of the control panel in English. */
export const panelEn = { ...commonEn, ...providerEn, ...shellEn, ...registriesEn, ...oidcEn, ...peopleEn } as const;

export type Key = keyof typeof panelEn;
