import { Button, Flex } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { ExternalLinkAltIcon, LockIcon } from '@patternfly/react-icons';
import { Link, Outlet, useLocation, useParams } from 'react-router';
import { LinkTabs } from '@shared/components/link-tabs';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading, Nothing } from '@shared/components/states';
import { projectQuery, registryQuery } from '@panel/lib/api';
import { RegistryStatus } from '@panel/components/registry-status';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import type { RegistryRoom } from '@panel/lib/room';

/** A registry's pages under its name, status and tabs. */
export function RegistryFrame() {
  const { project = '', registry: id = '' } = useParams();
  const { t } = useTexts();
  const { pathname } = useLocation();
  const query = useQuery(registryQuery(project, id));
  const projectName = useQuery(projectQuery(project)).data?.description ?? '';
  const crumbs = [
    { text: projectName || project, to: paths.registries(project) },
    { text: t('panel.registries.title'), to: paths.registries(project) },
  ];
  const registry = query.data;
  if (registry === undefined || registry === null) {
    return (
      <PageFrame title={t('panel.registry')} crumbs={crumbs}>
        {query.isPending && <Loading />}
        {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
        {registry === null && (
          <Nothing
            icon={LockIcon}
            title={t('panel.registry.none')}
            action={<Button variant="primary" component={(props) => <Link {...props} to={paths.registries(project)} />}>{t('panel.registry.toList')}</Button>}
          >
            {t('panel.registry.noneText')}
          </Nothing>
        )}
      </PageFrame>
    );
  }
  const tabs = [
    { to: paths.registry(project, id), text: t('panel.overview') },
    { to: paths.oidc(project, id), text: t('panel.oidc.title') },
    { to: paths.users(project, id), text: t('panel.users.title') },
    { to: paths.access(project, id), text: t('panel.access.title') },
    { to: paths.activity(project, id), text: t('panel.activity.title') },
  ];
  const current = tabs.find((tab) => tab.to === pathname.replace(/\/$/, '')) ?? tabs.slice(1).find((tab) => pathname.startsWith(tab.to));
  const room: RegistryRoom = { project, registry };
  return (
    <PageFrame
      title={registry.name}
      {...(current && { tabTitle: `${current.text} · ${registry.name}` })}
      crumbs={crumbs}
      actions={
        <Flex gap={{ default: 'gapMd' }} alignItems={{ default: 'alignItemsCenter' }}>
          <RegistryStatus registry={registry} />
          <Button variant="secondary" component="a" href={registry.url} target="_blank" rel="noreferrer" icon={<ExternalLinkAltIcon />} iconPosition="end">
            {t('panel.registry.open')}
          </Button>
        </Flex>
      }
      tabs={<LinkTabs tabs={tabs} label={t('panel.registry.tabs')} />}
    >
      <Outlet context={room} />
    </PageFrame>
  );
}
