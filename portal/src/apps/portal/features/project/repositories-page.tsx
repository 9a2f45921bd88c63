import { ExpandableSection } from '@patternfly/react-core';
import { RepositoryIcon } from '@patternfly/react-icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '@shared/components/confirm';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Nothing } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { count, time } from '@shared/lib/format';
import { call, type Schema } from '@portal/lib/harbor';
import { query } from '@shared/http/client';
import { paths } from '@portal/lib/paths';
import { projectApi, repositoryApi, useProject } from '@portal/lib/project';
import { PushCommands } from './push-commands';

type Repository = Schema<'Repository'>;

/** The repositories of one project. */
export function RepositoriesPage() {
  const { project, ref, may } = useProject();
  const { t, language } = useTexts();
  const list = useListState({ sort: '-update_time' });
  const [toDelete, setToDelete] = useState<Repository | null>(null);
  const repositories = useQuery({
    queryKey: ['repositories', ref, list.page, list.pageSize, list.search, list.sort],
    queryFn: () =>
      call(
        'GET',
        `${projectApi(ref)}/repositories${query({ page: list.page, page_size: list.pageSize, name: list.search, sort: list.sort })}`,
      ),
    placeholderData: keepPreviousData,
  });
  const within = (repository: Repository) => repository.name.slice(project.name.length + 1);
  return (
    <>
      <ListPage
        list={list}
        query={repositories}
        searchLabel={t('repositories.search')}
        empty={
          <Nothing icon={RepositoryIcon} title={t('repositories.empty')} action={<PushCommands project={project.name} />}>
            {t('repositories.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('repositories.title')}
          list={list}
          rows={repositories.data?.data ?? []}
          rowKey={(repository) => repository.id}
          columns={[
            {
              title: t('projects.name'),
              sort: 'name',
              modifier: 'breakWord',
              cell: (repository) => <Link to={paths.repository(ref, within(repository))}>{repository.name}</Link>,
            },
            { title: t('repositories.artifacts'), cell: (repository) => count(repository.artifact_count, language) },
            { title: t('repositories.pulls'), cell: (repository) => count(repository.pull_count, language) },
            { title: t('repositories.changed'), sort: 'update_time', cell: (repository) => time(repository.update_time, language) },
          ]}
          {...(may('repository', 'delete') && {
            actions: (repository: Repository) => [{ title: t('action.delete'), onClick: () => setToDelete(repository) }],
          })}
        />
        <ExpandableSection toggleText={t('repositories.push')}>
          <PushCommands project={project.name} />
        </ExpandableSection>
      </ListPage>
      {toDelete !== null && (
        <DeleteRepository repository={toDelete} path={repositoryApi(ref, within(toDelete))} onClose={() => setToDelete(null)} />
      )}
    </>
  );
}

function DeleteRepository({ repository, path, onClose }: { repository: Repository; path: ReturnType<typeof repositoryApi>; onClose: () => void }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('DELETE', path),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['repositories'] });
      await queries.invalidateQueries({ queryKey: ['project'] });
    },
  });
  return (
    <Confirm
      title={t('repositories.deleteTitle', { name: repository.name })}
      confirm={t('action.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('repositories.deleteLost', {
        artifacts: count(repository.artifact_count, language),
        pulls: count(repository.pull_count, language),
      })}
    </Confirm>
  );
}
