import { providerFr } from '@shared/provider/messages.fr';
import { commonFr } from '@shared/i18n/common.fr';
import type { Key } from './en';
import { oidcFr } from './oidc.fr';
import { peopleFr } from './people.fr';
import { registriesFr } from './registries.fr';
import { shellFr } from './shell.fr';

/** Every text of the control panel in French; a missing one does not compile. */
export const panelFr: Record<Key, string> = { ...commonFr, ...providerFr, ...shellFr, ...registriesFr, ...oidcFr, ...peopleFr };
