import { providerFr } from '@shared/provider/messages.fr';
import { chartFr } from '@portal/components/chart/messages.fr';
import { scheduleFr } from '@portal/components/schedule/messages.fr';
import { keptFr } from '@portal/components/kept/messages.fr';
import { auditFr } from '../features/admin-audit/messages.fr';
import { configFr } from '../features/admin-config/messages.fr';
import { dashboardFr } from '../features/admin-dashboard/messages.fr';
import { forwardingFr } from '../features/admin-forwarding/messages.fr';
import { gcFr } from '../features/admin-gc/messages.fr';
import { jobsFr } from '../features/admin-jobs/messages.fr';
import { groupsFr } from '../features/admin-groups/messages.fr';
import { providersFr } from '../features/admin-providers/messages.fr';
import { purgeFr } from '../features/admin-purge/messages.fr';
import { quotasFr } from '../features/admin-quotas/messages.fr';
import { robotsFr } from '../features/admin-robots/messages.fr';
import { rolesFr } from '../features/admin-roles/messages.fr';
import { usersFr } from '../features/admin-users/messages.fr';
import { artifactsFr } from '../features/artifacts/messages.fr';
import { deviceFr } from '../features/device/messages.fr';
import { immutableTagsFr } from '../features/immutable-tags/messages.fr';
import { labelsFr } from '../features/labels/messages.fr';
import { membersFr } from '../features/members/messages.fr';
import { projectRobotsFr } from '../features/robots/messages.fr';
import { retentionFr } from '../features/retention/messages.fr';
import { onboardingFr } from '../features/onboarding/messages.fr';
import { profileFr } from '../features/profile/messages.fr';
import { projectsFr } from '../features/projects/messages.fr';
import { projectFr } from '../features/project/messages.fr';
import type { Texts } from './en';
import { searchFr } from '../features/search/messages.fr';
import { trashFr } from '../features/trash/messages.fr';
import { webhooksFr } from '../features/webhooks/messages.fr';
import { firstFr } from './first.fr';

/** The same in French; the compiler finds a missing one. */
export const fr: Texts = {
  ...firstFr,
  ...providerFr,
  ...artifactsFr,
  ...deviceFr,
  ...immutableTagsFr,
  ...labelsFr,
  ...membersFr,
  ...projectRobotsFr,
  ...onboardingFr,
  ...profileFr,
  ...projectsFr,
  ...retentionFr,
  ...projectFr,
  ...auditFr,
  ...chartFr,
  ...keptFr,
  ...scheduleFr,
  ...configFr,
  ...dashboardFr,
  ...forwardingFr,
  ...gcFr,
  ...groupsFr,
  ...jobsFr,
  ...providersFr,
  ...purgeFr,
  ...quotasFr,
  ...robotsFr,
  ...rolesFr,
  ...searchFr,
  ...usersFr,
  ...trashFr,
  ...webhooksFr,
};
