import { ExpandableSection } from '@patternfly/react-core';
import { RepositoryIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { Nothing } from '@shared/components/states';
import { allOfProjects, allRepositories, deleteRepository } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { count, time } from '@shared/lib/format';
import type { Schema } from '@portal/lib/harbor';
import { paths } from '@portal/lib/paths';
import { useProject, type Project } from '@portal/lib/project';
import { repositoriesQuery } from './api';
import { PushCommands } from './push-commands';

type Repository = Schema<'Repository'>;

/** The repositories of one project. */
export function RepositoriesPage() {
  const { project, ref, may } = useProject();
  const { t, language } = useTexts();
  const list = useListState({ sort: '-update_time' });
  const [toDelete, setToDelete] = useState<Repository | null>(null);
  const repositories = useQuery(repositoriesQuery(project.name, list));
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
              cell: (repository) => <Link to={paths.repository(ref, within(project, repository))}>{repository.name}</Link>,
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
        <DeleteRepository repository={toDelete} onClose={() => setToDelete(null)} />
      )}
    </>
  );
}

/** A repository's name in its project. */
function within(project: Project, repository: Repository): string {
  return repository.name.slice(project.name.length + 1);
}

function DeleteRepository({ repository, onClose }: { repository: Repository; onClose: () => void }) {
  const { project } = useProject();
  const { t } = useTexts();
  return (
    <Remove
      title={t('repositories.deleteTitle', { name: repository.name })}
      remove={() => deleteRepository(project.name, within(project, repository))}
      shownBy={[allRepositories, allOfProjects]}
      onClose={onClose}
    >
      {t('repositories.deleteLost', {
        artifacts: repository.artifact_count,
        pulls: repository.pull_count,
      })}
    </Remove>
  );
}
