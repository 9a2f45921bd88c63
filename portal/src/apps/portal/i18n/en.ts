import { providerEn } from '@shared/provider/messages.en';
import { chartEn } from '@portal/components/chart/messages.en';
import { scheduleEn } from '@portal/components/schedule/messages.en';
import { keptEn } from '@portal/components/kept/messages.en';
import { auditEn } from '../features/admin-audit/messages.en';
import { configEn } from '../features/admin-config/messages.en';
import { dashboardEn } from '../features/admin-dashboard/messages.en';
import { forwardingEn } from '../features/admin-forwarding/messages.en';
import { gcEn } from '../features/admin-gc/messages.en';
import { jobsEn } from '../features/admin-jobs/messages.en';
import { groupsEn } from '../features/admin-groups/messages.en';
import { providersEn } from '../features/admin-providers/messages.en';
import { purgeEn } from '../features/admin-purge/messages.en';
import { quotasEn } from '../features/admin-quotas/messages.en';
import { robotsEn } from '../features/admin-robots/messages.en';
import { rolesEn } from '../features/admin-roles/messages.en';
import { usersEn } from '../features/admin-users/messages.en';
import { artifactsEn } from '../features/artifacts/messages.en';
import { deviceEn } from '../features/device/messages.en';
import { immutableTagsEn } from '../features/immutable-tags/messages.en';
import { labelsEn } from '../features/labels/messages.en';
import { membersEn } from '../features/members/messages.en';
import { projectRobotsEn } from '../features/robots/messages.en';
import { retentionEn } from '../features/retention/messages.en';
import { onboardingEn } from '../features/onboarding/messages.en';
import { profileEn } from '../features/profile/messages.en';
import { projectsEn } from '../features/projects/messages.en';
import { projectEn } from '../features/project/messages.en';
import { searchEn } from '../features/search/messages.en';
import { trashEn } from '../features/trash/messages.en';
import { webhooksEn } from '../features/webhooks/messages.en';
import { firstEn } from './first.en';

/** Every text of the portal in English, a file for each feature. */
export const en = {
  ...firstEn,
  ...providerEn,
  ...artifactsEn,
  ...deviceEn,
  ...immutableTagsEn,
  ...labelsEn,
  ...membersEn,
  ...projectRobotsEn,
  ...onboardingEn,
  ...profileEn,
  ...projectsEn,
  ...retentionEn,
  ...projectEn,
  ...auditEn,
  ...chartEn,
  ...keptEn,
  ...scheduleEn,
  ...configEn,
  ...dashboardEn,
  ...forwardingEn,
  ...gcEn,
  ...groupsEn,
  ...jobsEn,
  ...providersEn,
  ...purgeEn,
  ...quotasEn,
  ...robotsEn,
  ...rolesEn,
  ...searchEn,
  ...usersEn,
  ...trashEn,
  ...webhooksEn,
} as const;

export type Texts = Readonly<Record<keyof typeof en, string>>;
