import { router } from '@portal/router';
import { en } from '@portal/i18n/en';
import { fr } from '@portal/i18n/fr';
import { englishOnly, openRooms } from './rooms';
import { world } from './world.ts';

const gateway = world.artifacts[0]?.digest ?? '';

/** Every room of the portal. */
const PAGES = [
  '/harbor/projects', '/harbor/projects?search=team&page=2',
  ...['summary', 'repositories', 'members', 'labels', 'tag-strategy/tag-retention', 'tag-strategy/immutable-tag', 'trash', 'robot-account', 'webhook', 'logs', 'configs'].map((tab) => `/harbor/projects/platform/${tab}`),
  '/harbor/projects/platform/repositories/gateway', `/harbor/projects/platform/repositories/gateway/artifacts/${gateway}`,
  `/harbor/projects/platform/repositories/charts%2Fshop/artifacts/${world.artifacts[3]?.digest ?? ''}`,
  '/harbor/profile', '/harbor/dashboard', '/harbor/users', '/harbor/users/2', '/harbor/groups', '/harbor/groups/1', '/harbor/roles', '/harbor/robot-accounts',
  '/harbor/robot-accounts/new', '/harbor/robot-accounts/1', '/harbor/project-quotas', '/harbor/labels', '/harbor/configs/auth', '/harbor/configs/auth/primary',
  '/harbor/clearing-job/gc', '/harbor/logs', '/harbor/logs/sign-ins', '/harbor/logs/forwarding', '/harbor/clearing-job/audit-log-purge', '/harbor/configs/setting', '/account/device', '/harbor/nowhere', '/harbor/job-service-dashboard', '/harbor/retention', '/harbor/trash', '/harbor/webhooks',
];

openRooms({
  name: 'the portal',
  language: 'fr',
  router,
  texts: { en, fr },
  pages: PAGES,
  modules: import.meta.glob('../src/apps/portal/features/**/*-page.tsx'),
  isWrong: englishOnly(en, fr, world),
});
