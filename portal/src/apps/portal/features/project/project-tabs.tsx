import { Flex, Label } from '@patternfly/react-core';
import { Outlet, useLocation, useParams } from 'react-router';
import { LinkTabs } from '@shared/components/link-tabs';
import { PageFrame } from '@shared/components/page';
import { useTexts, type Key } from '@portal/i18n';
import { paths } from '@portal/lib/paths';
import { useProject, type ProjectRoom } from '@portal/lib/project';

interface TabOfProject {
  to: (ref: string) => string;
  text: Key;
  isShown: (may: ProjectRoom['may']) => boolean;
}

/** The tabs in their order; each is there for those who may use it. */
const TABS: readonly TabOfProject[] = [
  { to: paths.summary, text: 'project.summary', isShown: () => true },
  { to: paths.repositories, text: 'repositories.title', isShown: (may) => may('repository', 'list') },
  { to: paths.members, text: 'members.title', isShown: (may) => may('member', 'list') },
  { to: paths.projectLabels, text: 'labels.title', isShown: (may) => may('label', 'list') },
  { to: paths.tagRetention, text: 'retention.title', isShown: (may) => may('tag-retention', 'list') },
  { to: paths.immutableTags, text: 'immutable.title', isShown: (may) => may('immutable-tag', 'list') },
  { to: paths.projectTrash, text: 'trash.title', isShown: (may) => may('artifact', 'delete') },
  { to: paths.projectRobots, text: 'projectRobots.title', isShown: (may) => may('robot', 'list') },
  { to: paths.webhooks, text: 'webhooks.title', isShown: (may) => may('notification-policy', 'list') },
  { to: paths.projectLogs, text: 'audit.title', isShown: (may) => may('log', 'list') },
  { to: paths.projectConfiguration, text: 'project.configuration', isShown: (may) => may('configuration', 'read') },
];

/** A project's pages under its name and tabs. */
export function ProjectTabs() {
  const room = useProject();
  const { pathname } = useLocation();
  const { t } = useTexts();
  const { project, ref, may } = room;
  // As the address has it: Harbor's own addresses name the project by its id.
  const { project: named = ref } = useParams();
  const tabs = TABS.filter((tab) => tab.isShown(may)).map((tab) => ({ to: tab.to(named), text: t(tab.text) }));
  const current = tabs.find((tab) => pathname.startsWith(tab.to));
  const isPublic = project.metadata.public === 'true';
  return (
    <PageFrame
      title={project.name}
      {...(current && { tabTitle: `${current.text} · ${project.name}` })}
      crumbs={[{ text: t('projects.title'), to: paths.projects }]}
      actions={
        <Flex gap={{ default: 'gapSm' }}>
          <Label {...(isPublic && { color: 'green' as const })}>{t(isPublic ? 'projects.public' : 'projects.private')}</Label>
          {project.current_user_role_id > 0 && project.current_user_role_id < 6 && (
            <Label color="blue">{t(`role.${project.current_user_role_id}` as Key)}</Label>
          )}
        </Flex>
      }
      tabs={<LinkTabs tabs={tabs} label={t('project.tabs')} />}
    >
      <Outlet context={room} />
    </PageFrame>
  );
}
