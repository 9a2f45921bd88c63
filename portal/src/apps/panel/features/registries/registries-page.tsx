import { Button, ToolbarItem } from '@patternfly/react-core';
import { CubesIcon, ExternalLinkAltIcon } from '@patternfly/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Nothing } from '@shared/components/states';
import { UsageBar } from '@shared/components/usage-bar';
import { bytes } from '@shared/lib/format';
import { planQuery, projectQuery, registriesQuery } from '@panel/lib/api';
import { RegistryStatus } from '@panel/components/registry-status';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import type { Registry } from '@panel/lib/registry';

/** The registries of a project. */
export function RegistriesPage() {
  const { project = '' } = useParams();
  const { t, language } = useTexts();
  const list = useListState();
  const name = useQuery(projectQuery(project)).data?.description ?? '';
  const all = useQuery(registriesQuery(project));
  const word = list.search.toLowerCase();
  const matching = (all.data ?? []).filter((registry) => registry.name.toLowerCase().includes(word) || registry.url.includes(word));
  const page = matching.slice((list.page - 1) * list.pageSize, list.page * list.pageSize);
  const plans = useQueries({
    queries: page.map(({ id }) => planQuery(project, id)),
  });
  const planOf = (registry: Registry) => plans[page.indexOf(registry)]?.data;
  const create = (
    <Button variant="primary" component={(props) => <Link {...props} to={paths.newRegistry(project)} />}>
      {t('panel.registries.create')}
    </Button>
  );
  return (
    <PageFrame
      title={t('panel.registries.title')}
      crumbs={[{ text: t('nav.projects'), to: paths.projects }, { text: name || project, to: paths.registries(project) }]}
    >
      <ListPage
        list={list}
        query={{ ...all, data: all.data && { total: matching.length, data: page } }}
        searchLabel={t('panel.registries.search')}
        actions={<ToolbarItem>{create}</ToolbarItem>}
        empty={
          <Nothing icon={CubesIcon} title={t('panel.registries.empty')} action={create}>
            {t('panel.registries.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('panel.registries.title')}
          rows={page}
          rowKey={(registry) => registry.id}
          columns={[
            { title: t('panel.name.column'), cell: (registry) => <Link to={paths.registry(project, registry.id)}>{registry.name}</Link>, modifier: 'breakWord' },
            { title: t('panel.status'), cell: (registry) => <RegistryStatus registry={registry} /> },
            {
              title: t('panel.storage'),
              cell: (registry) => {
                const plan = planOf(registry);
                return plan ? (
                  <UsageBar storage={{ used: registry.size, hard: plan.registryLimits.imageStorage }} label={t('panel.storageOf', { name: registry.name })} />
                ) : (
                  bytes(registry.size, language)
                );
              },
            },
            { title: t('panel.plan'), cell: (registry) => planOf(registry)?.name ?? '' },
            { title: t('panel.region'), cell: (registry) => registry.region },
            { title: t('panel.version'), cell: (registry) => registry.version },
            {
              title: t('panel.address'),
              cell: (registry) => (
                <a href={registry.url} target="_blank" rel="noreferrer">
                  {registry.url.replace(/^https?:\/\//, '')} <ExternalLinkAltIcon />
                </a>
              ),
            },
          ]}
        />
      </ListPage>
    </PageFrame>
  );
}
