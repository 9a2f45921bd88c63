import { Content, Grid, GridItem, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { StatisticsCharts } from '@portal/components/chart/statistics-charts';
import { DataTable } from '@shared/components/data-table';
import { Facts } from '@shared/components/facts';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { UsageBar } from '@shared/components/usage-bar';
import { useTexts, type Key } from '@portal/i18n';
import { count, time } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { projectApi, useProject, storageOf } from '@portal/lib/project';
import { recentRepositoriesQuery, summaryQuery } from './api';
import { PushCommands } from './push-commands';

/** A project at a glance. */
export function SummaryPage() {
  const { project, ref, may } = useProject();
  const { t, language } = useTexts();
  const summary = useQuery(summaryQuery(ref));
  const recent = useQuery(recentRepositoriesQuery(project.name));
  if (summary.isPending || recent.isPending) {
    return <Loading />;
  }
  if (summary.isError || recent.isError) {
    return (
      <Failure
        error={summary.error ?? recent.error}
        retry={() => {
          void summary.refetch();
          void recent.refetch();
        }}
      />
    );
  }
  const found = summary.data;
  const storage = storageOf(found);
  const members: readonly (readonly [Key, number | undefined])[] = [
    ['role.1', found.project_admin_count],
    ['role.4', found.maintainer_count],
    ['role.2', found.developer_count],
    ['role.3', found.guest_count],
    ['role.5', found.limited_guest_count],
  ];
  return (
    <Stack hasGutter>
      <StackItem>
        <Grid hasGutter md={6}>
          <GridItem>
            <Section title={t('project.storage')}>
              <UsageBar storage={storage} label={t('project.storage')} />
              {storage.hard < 0 && <Content component="small">{t('project.noQuota')}</Content>}
            </Section>
          </GridItem>
          <GridItem>
            <Section title={t('project.overview')}>
              <Facts
                rows={[
                  [t('repositories.title'), count(found.repo_count, language)],
                  [t('project.owner'), project.owner_name],
                  [t('projects.created'), time(project.creation_time, language)],
                  ...members.filter(([, many]) => (many ?? 0) > 0).map(([role, many]) => [t(role), count(many ?? 0, language)] as const),
                ]}
              />
            </Section>
          </GridItem>
        </Grid>
      </StackItem>
      {recent.data.length > 0 && (
        <StackItem>
          <Section title={t('project.recent')}>
            <DataTable
              isCompact
              label={t('project.recent')}
              rows={recent.data}
              rowKey={(repository) => repository.id}
              columns={[
                {
                  title: t('projects.name'),
                  modifier: 'breakWord',
                  cell: (repository) => (
                    <Link to={paths.repository(ref, repository.name.slice(project.name.length + 1))}>{repository.name}</Link>
                  ),
                },
                { title: t('repositories.artifacts'), cell: (repository) => count(repository.artifact_count, language) },
                { title: t('repositories.pulls'), cell: (repository) => count(repository.pull_count, language) },
                { title: t('repositories.changed'), cell: (repository) => time(repository.update_time, language) },
              ]}
            />
          </Section>
        </StackItem>
      )}
      {found.repo_count > 0 && may('quota', 'read') && (
        <StackItem>
          <StatisticsCharts base={`${projectApi(ref)}/statistics`} days={30} />
        </StackItem>
      )}
      <StackItem>
        <Section title={t('repositories.push')}>
          <PushCommands project={project.name} />
        </Section>
      </StackItem>
    </Stack>
  );
}
