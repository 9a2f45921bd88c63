import { Button, Label } from '@patternfly/react-core';
import { CubesIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { FilterSelect } from '@shared/components/filter-select';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Nothing } from '@shared/components/states';
import { UsageBar } from '@shared/components/usage-bar';
import { useTexts, type Key } from '@portal/i18n';
import { count, time } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { projectRef, storageOf, type Project } from '@portal/lib/project';
import { isAdministrator, useUser } from '@portal/lib/session';
import { projectsQuery } from './api';
import { DeleteProject } from './delete-project';
import { NewProject } from './new-project';

const PROJECT_ADMIN = 1;

/** The projects that one may see. */
export function ProjectsPage() {
  const { t, language } = useTexts();
  const user = useUser();
  const list = useListState({ sort: 'name', filters: ['public'] });
  const [isNew, setNew] = useState(false);
  const [toDelete, setToDelete] = useState<Project | null>(null);
  const isPublic = list.filter('public');
  const projects = useQuery(projectsQuery(list, isPublic));
  const newButton = (
    <Button icon={<PlusCircleIcon />} onClick={() => setNew(true)}>
      {t('projects.new')}
    </Button>
  );
  const mayDelete = (project: Project) => isAdministrator(user) || project.current_user_role_id === PROJECT_ADMIN;
  const role = (project: Project) => t(`role.${project.current_user_role_id}` as Key) || t('projects.ownRole');
  return (
    <PageFrame title={t('projects.title')}>
      <ListPage
        list={list}
        query={projects}
        searchLabel={t('projects.search')}
        filters={
          <FilterSelect
            list={list}
            name="public"
            label={t('projects.access')}
            all={t('projects.anyAccess')}
            options={[
              ['true', t('projects.public')],
              ['false', t('projects.private')],
            ]}
          />
        }
        actions={newButton}
        empty={
          <Nothing icon={CubesIcon} title={t('projects.empty')} action={newButton}>
            {t('projects.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('projects.title')}
          list={list}
          rows={projects.data?.data ?? []}
          rowKey={(project) => project.project_id}
          columns={[
            {
              title: t('projects.name'),
              sort: 'name',
              modifier: 'breakWord',
              cell: (project) => <Link to={paths.repositories(projectRef(project))}>{project.name}</Link>,
            },
            {
              title: t('projects.access'),
              cell: (project) =>
                project.metadata.public === 'true' ? (
                  <Label color="green">{t('projects.public')}</Label>
                ) : (
                  <Label>{t('projects.private')}</Label>
                ),
            },
            { title: t('projects.role'), cell: role },
            { title: t('projects.repositories'), cell: (project) => count(project.repo_count, language) },
            {
              title: t('projects.storage'),
              cell: (project) => <UsageBar storage={storageOf(project)} label={t('projects.storageOf', { name: project.name })} />,
            },
            { title: t('projects.created'), sort: 'creation_time', cell: (project) => time(project.creation_time, language) },
          ]}
          actions={(project) => (mayDelete(project) ? [{ title: t('action.delete'), onClick: () => setToDelete(project) }] : [])}
        />
      </ListPage>
      {isNew && <NewProject onClose={() => setNew(false)} />}
      {toDelete !== null && <DeleteProject project={toDelete} onClose={() => setToDelete(null)} />}
    </PageFrame>
  );
}
