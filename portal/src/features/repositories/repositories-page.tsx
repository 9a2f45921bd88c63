import { ExpandableSection } from '@patternfly/react-core';
import { RepositoryIcon } from '@patternfly/react-icons';
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Confirm } from '../../components/confirm';
import { ListPage, useListState } from '../../components/list-page';
import { PageFrame } from '../../components/page';
import { Nothing } from '../../components/states';
import { useTexts } from '../../i18n';
import { time } from '../../lib/format';
import { call, query } from '../../lib/http';
import { paths } from '../../lib/paths';
import { useMayDeleteContent } from '../../lib/project-rights';
import { PushCommands } from './push-commands';

interface Repository {
  id: number;
  name: string;
  artifact_count: number;
  pull_count: number;
  update_time: string;
}

/** The repositories of one project. */
export function RepositoriesPage() {
  const { project = '' } = useParams();
  const { t, language } = useTexts();
  const list = useListState();
  const mayDelete = useMayDeleteContent(project);
  const [toDelete, setToDelete] = useState<Repository | null>(null);
  const base = `/api/v2.0/projects/${encodeURIComponent(project)}/repositories`;
  const repositories = useQuery({
    queryKey: ['repositories', project, list.page, list.pageSize, list.search],
    queryFn: () => call<Repository[]>('GET', base + query({ page: list.page, page_size: list.pageSize, name: list.search })),
    placeholderData: keepPreviousData,
  });
  const within = (repository: Repository) => repository.name.slice(project.length + 1);
  return (
    <PageFrame title={project} crumbs={[{ text: t('projects.title'), to: paths.projects }]}>
      <ListPage
        list={list}
        query={repositories}
        searchLabel={t('repositories.search')}
        empty={
          <Nothing icon={RepositoryIcon} title={t('repositories.empty')} action={<PushCommands project={project} />}>
            {t('repositories.emptyText')}
          </Nothing>
        }
      >
        <Table aria-label={t('repositories.title')}>
          <Thead>
            <Tr>
              <Th>{t('projects.name')}</Th>
              <Th>{t('repositories.artifacts')}</Th>
              <Th>{t('repositories.pulls')}</Th>
              <Th>{t('repositories.changed')}</Th>
              <Th screenReaderText={t('action.delete')} />
            </Tr>
          </Thead>
          <Tbody>
            {repositories.data?.data.map((repository) => (
              <Tr key={repository.id}>
                <Td dataLabel={t('projects.name')}>
                  <Link to={paths.repository(project, within(repository))}>{repository.name}</Link>
                </Td>
                <Td dataLabel={t('repositories.artifacts')}>{repository.artifact_count}</Td>
                <Td dataLabel={t('repositories.pulls')}>{repository.pull_count}</Td>
                <Td dataLabel={t('repositories.changed')}>{time(repository.update_time, language)}</Td>
                <Td isActionCell>
                  {mayDelete && <ActionsColumn items={[{ title: t('action.delete'), onClick: () => setToDelete(repository) }]} />}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
        <ExpandableSection toggleText={t('repositories.push')}>
          <PushCommands project={project} />
        </ExpandableSection>
      </ListPage>
      {toDelete !== null && (
        <DeleteRepository
          name={toDelete.name}
          path={`${base}/${encodeURIComponent(encodeURIComponent(within(toDelete)))}`}
          onClose={() => setToDelete(null)}
        />
      )}
    </PageFrame>
  );
}

function DeleteRepository({ name, path, onClose }: { name: string; path: string; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('DELETE', path),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['repositories'] });
    },
  });
  return (
    <Confirm
      title={t('repositories.deleteTitle', { name })}
      confirm={t('action.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('repositories.deleteText')}
    </Confirm>
  );
}
