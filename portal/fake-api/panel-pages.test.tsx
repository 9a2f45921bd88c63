import { en } from '@panel/i18n/en';
import { fr } from '@panel/i18n/fr';
import { router } from '@panel/router';
import { panelWorld, WITH_PROVIDER, WITHOUT_PROVIDER } from './panel-world.ts';
import { englishOnly, openRooms } from './rooms';

const project = `/panel/projects/${panelWorld.projects[0]?.project_id ?? ''}`;

/** Every room of the control panel. */
const PAGES = [
  '/panel/projects', `${project}/registries`, `${project}/registries?search=prod&page=2`, `${project}/registries/new`, `${project}/members`, `${project}/activity`,
  ...['', '/openid-connect', '/openid-connect/edit', '/users', '/access', '/activity'].map((tab) => `${project}/registries/${WITH_PROVIDER}${tab}`),
  ...['/openid-connect', '/openid-connect/set-up', '/users', '/access'].map((tab) => `${project}/registries/${WITHOUT_PROVIDER}${tab}`),
  `${project}/registries/none`, '/panel/account', '/panel/account/api-keys', '/panel/account/service-accounts', '/panel/account/activity', '/panel/sign-in', '/panel/nowhere',
];

const rooms = { name: 'the control panel', router, texts: { en, fr }, pages: PAGES, modules: import.meta.glob('../src/apps/panel/features/**/*-page*.tsx') };

openRooms({ ...rooms, language: 'fr', isWrong: englishOnly(en, fr, panelWorld) });
// A text without a translation is shown by its key.
openRooms({ ...rooms, language: 'en', isWrong: (text) => /^(panel|action|list|usage)\.\w+/.test(text) });
