import { Button, Label } from '@patternfly/react-core';
import { CubesIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '../../components/confirm';
import { ListPage, useListState } from '../../components/list-page';
import { PageFrame } from '../../components/page';
import { Nothing } from '../../components/states';
import { useTexts, type Key } from '../../i18n';
import { time } from '../../lib/format';
import { call, query } from '../../lib/http';
import { paths } from '../../lib/paths';
import { isAdministrator, useUser } from '../../lib/session';
import { NewProject } from './new-project';

export interface Project {
  project_id: number;
  name: string;
  metadata: { public: string };
  current_user_role_id: number;
  repo_count: number;
  creation_time: string;
}

const PROJECT_ADMIN = 1;

export function ProjectsPage() {
  const { t, language } = useTexts();
  const user = useUser();
  const list = useListState();
  const [isNew, setNew] = useState(false);
  const [toDelete, setToDelete] = useState<Project | null>(null);
  const projects = useQuery({
    queryKey: ['projects', list.page, list.pageSize, list.search],
    queryFn: () =>
      call<Project[]>('GET', `/api/v2.0/projects${query({ page: list.page, page_size: list.pageSize, name: list.search })}`),
    placeholderData: keepPreviousData,
  });
  const newButton = (
    <Button icon={<PlusCircleIcon />} onClick={() => setNew(true)}>
      {t('projects.new')}
    </Button>
  );
  const mayDelete = (project: Project) => isAdministrator(user) || project.current_user_role_id === PROJECT_ADMIN;
  return (
    <PageFrame title={t('projects.title')}>
      <ListPage
        list={list}
        query={projects}
        searchLabel={t('projects.search')}
        actions={newButton}
        empty={
          <Nothing icon={CubesIcon} title={t('projects.empty')} action={newButton}>
            {t('projects.emptyText')}
          </Nothing>
        }
      >
        <Table aria-label={t('projects.title')}>
          <Thead>
            <Tr>
              <Th>{t('projects.name')}</Th>
              <Th>{t('projects.access')}</Th>
              <Th>{t('projects.role')}</Th>
              <Th>{t('projects.repositories')}</Th>
              <Th>{t('projects.created')}</Th>
              <Th screenReaderText={t('action.delete')} />
            </Tr>
          </Thead>
          <Tbody>
            {projects.data?.data.map((project) => (
              <Tr key={project.project_id}>
                <Td dataLabel={t('projects.name')}>
                  <Link to={paths.repositories(project.name)}>{project.name}</Link>
                </Td>
                <Td dataLabel={t('projects.access')}>
                  {project.metadata.public === 'true' ? (
                    <Label color="green">{t('projects.public')}</Label>
                  ) : (
                    <Label>{t('projects.private')}</Label>
                  )}
                </Td>
                <Td dataLabel={t('projects.role')}>{t(`role.${project.current_user_role_id}` as Key)}</Td>
                <Td dataLabel={t('projects.repositories')}>{project.repo_count}</Td>
                <Td dataLabel={t('projects.created')}>{time(project.creation_time, language)}</Td>
                <Td isActionCell>
                  {mayDelete(project) && (
                    <ActionsColumn items={[{ title: t('action.delete'), onClick: () => setToDelete(project) }]} />
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </ListPage>
      {isNew && <NewProject onClose={() => setNew(false)} />}
      {toDelete !== null && <DeleteProject project={toDelete} onClose={() => setToDelete(null)} />}
    </PageFrame>
  );
}

function DeleteProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('DELETE', `/api/v2.0/projects/${project.project_id}`),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['projects'] });
    },
  });
  return (
    <Confirm
      title={t('projects.deleteTitle', { name: project.name })}
      confirm={t('action.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('projects.deleteText')}
    </Confirm>
  );
}
