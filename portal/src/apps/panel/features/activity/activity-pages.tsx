import { useParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { PageFrame } from '@shared/components/page';
import { projectQuery } from '@panel/lib/api';
import { Activity } from '@panel/components/activity';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { projectApi, registryApi } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';

/** What was changed at a registry. */
export function RegistryActivity() {
  const { project, registry } = useRoom();
  return <Activity path={`${registryApi(project, registry.id)}/audit`} />;
}

/** What was changed in a project, its registries included. */
export function ProjectActivity() {
  const { project = '' } = useParams();
  const { t } = useTexts();
  const name = useQuery(projectQuery(project)).data?.description ?? '';
  return (
    <PageFrame title={t('panel.activity.title')} crumbs={[{ text: name || project, to: paths.registries(project) }]}>
      <Activity path={`${projectApi(project)}/audit`} />
    </PageFrame>
  );
}

/** What the account changed, and its sign-ins. */
export function OwnActivity() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('panel.activity.own')}>
      <Activity path="/me/audit" />
    </PageFrame>
  );
}
