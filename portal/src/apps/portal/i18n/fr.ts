import { providerFr } from '@shared/provider/messages.fr';
import { commonFr } from '@shared/i18n/common.fr';
import { chartFr } from '@portal/components/chart/messages.fr';
import { auditFr } from '@portal/features/admin-audit/messages.fr';
import { configFr } from '@portal/features/admin-config/messages.fr';
import { dashboardFr } from '@portal/features/admin-dashboard/messages.fr';
import { gcFr } from '@portal/features/admin-gc/messages.fr';
import { groupsFr } from '@portal/features/admin-groups/messages.fr';
import { providersFr } from '@portal/features/admin-providers/messages.fr';
import { quotasFr } from '@portal/features/admin-quotas/messages.fr';
import { robotsFr } from '@portal/features/admin-robots/messages.fr';
import { rolesFr } from '@portal/features/admin-roles/messages.fr';
import { usersFr } from '@portal/features/admin-users/messages.fr';
import { artifactsFr } from '@portal/features/artifacts/messages.fr';
import { deviceFr } from '@portal/features/device/messages.fr';
import { membersFr } from '@portal/features/members/messages.fr';
import { projectRobotsFr } from '@portal/features/robots/messages.fr';
import { onboardingFr } from '@portal/features/onboarding/messages.fr';
import { profileFr } from '@portal/features/profile/messages.fr';
import { projectsFr } from '@portal/features/projects/messages.fr';
import { projectFr } from '@portal/features/project/messages.fr';
import { signInFr } from '@portal/features/sign-in/messages.fr';
import type { Key } from './en';

/** The same in French; the compiler finds a missing one. */
export const fr: Record<Key, string> = {
  ...commonFr,
  ...providerFr,
  ...artifactsFr,
  ...deviceFr,
  ...membersFr,
  ...projectRobotsFr,
  ...onboardingFr,
  ...profileFr,
  ...projectsFr,
  ...projectFr,
  ...signInFr,
  ...auditFr,
  ...chartFr,
  ...configFr,
  ...dashboardFr,
  ...gcFr,
  ...groupsFr,
  ...providersFr,
  ...quotasFr,
  ...robotsFr,
  ...rolesFr,
  ...usersFr,
};
