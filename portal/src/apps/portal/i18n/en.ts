import { providerEn } from '@shared/provider/messages.en';
import { commonEn } from '@shared/i18n/common.en';
import { chartEn } from '@portal/components/chart/messages.en';
import { auditEn } from '@portal/features/admin-audit/messages.en';
import { configEn } from '@portal/features/admin-config/messages.en';
import { dashboardEn } from '@portal/features/admin-dashboard/messages.en';
import { gcEn } from '@portal/features/admin-gc/messages.en';
import { groupsEn } from '@portal/features/admin-groups/messages.en';
import { providersEn } from '@portal/features/admin-providers/messages.en';
import { quotasEn } from '@portal/features/admin-quotas/messages.en';
import { robotsEn } from '@portal/features/admin-robots/messages.en';
import { rolesEn } from '@portal/features/admin-roles/messages.en';
import { usersEn } from '@portal/features/admin-users/messages.en';
import { artifactsEn } from '@portal/features/artifacts/messages.en';
import { deviceEn } from '@portal/features/device/messages.en';
import { membersEn } from '@portal/features/members/messages.en';
import { projectRobotsEn } from '@portal/features/robots/messages.en';
import { onboardingEn } from '@portal/features/onboarding/messages.en';
import { profileEn } from '@portal/features/profile/messages.en';
import { projectsEn } from '@portal/features/projects/messages.en';
import { projectEn } from '@portal/features/project/messages.en';
import { signInEn } from '@portal/features/sign-in/messages.en';

/** Every text of the portal in English, a file for each feature. */
export const en = {
  ...commonEn,
  ...providerEn,
  ...artifactsEn,
  ...deviceEn,
  ...membersEn,
  ...projectRobotsEn,
  ...onboardingEn,
  ...profileEn,
  ...projectsEn,
  ...projectEn,
  ...signInEn,
  ...auditEn,
  ...chartEn,
  ...configEn,
  ...dashboardEn,
  ...gcEn,
  ...groupsEn,
  ...providersEn,
  ...quotasEn,
  ...robotsEn,
  ...rolesEn,
  ...usersEn,
} as const;

export type Key = keyof typeof en;
