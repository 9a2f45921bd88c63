import { Label, LabelGroup } from '@patternfly/react-core';
import { ArchiveIcon } from '@patternfly/react-icons';
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { CopyButton } from '../../components/copy-button';
import { ListPage, useListState } from '../../components/list-page';
import { PageFrame } from '../../components/page';
import { Nothing } from '../../components/states';
import { useTexts } from '../../i18n';
import { bytes, shortDigest, time } from '../../lib/format';
import { call, query } from '../../lib/http';
import { paths } from '../../lib/paths';
import { useMayDeleteContent } from '../../lib/project-rights';
import { useSession } from '../../lib/session';
import { artifactsPath, pullCommand, type Artifact } from './artifact';
import { DeleteArtifact } from './delete-artifact';

/** What one repository holds. */
export function ArtifactsPage() {
  const { project = '', repository = '' } = useParams();
  const { t, language } = useTexts();
  const list = useListState();
  const host = useSession().info.registry_url ?? window.location.host;
  const mayDelete = useMayDeleteContent(project);
  const [toDelete, setToDelete] = useState<Artifact | null>(null);
  const artifacts = useQuery({
    queryKey: ['artifacts', project, repository, list.page, list.pageSize],
    queryFn: () => call<Artifact[]>('GET', artifactsPath(project, repository) + query({ page: list.page, page_size: list.pageSize })),
    placeholderData: keepPreviousData,
  });
  const name = `${project}/${repository}`;
  return (
    <PageFrame
      title={name}
      crumbs={[
        { text: t('projects.title'), to: paths.projects },
        { text: project, to: paths.repositories(project) },
      ]}
    >
      <ListPage
        list={list}
        query={artifacts}
        empty={
          <Nothing icon={ArchiveIcon} title={t('artifacts.empty')}>
            {t('artifacts.emptyText')}
          </Nothing>
        }
      >
        <Table aria-label={t('artifacts.title')}>
          <Thead>
            <Tr>
              <Th>{t('artifacts.digest')}</Th>
              <Th>{t('artifacts.tags')}</Th>
              <Th>{t('artifacts.type')}</Th>
              <Th>{t('artifacts.size')}</Th>
              <Th>{t('artifacts.pushed')}</Th>
              <Th modifier="nowrap">{t('artifacts.pull')}</Th>
              <Th screenReaderText={t('action.delete')} />
            </Tr>
          </Thead>
          <Tbody>
            {artifacts.data?.data.map((artifact) => (
              <Tr key={artifact.id}>
                <Td dataLabel={t('artifacts.digest')}>
                  <Link className="digest" to={paths.artifact(project, repository, artifact.digest)}>
                    {shortDigest(artifact.digest)}
                  </Link>
                </Td>
                <Td dataLabel={t('artifacts.tags')}>
                  {artifact.tags.length === 0 ? (
                    <i>{t('artifacts.untagged')}</i>
                  ) : (
                    <LabelGroup numLabels={5}>
                      {artifact.tags.map((tag) => (
                        <Label key={tag.name} color="blue">
                          {tag.name}
                        </Label>
                      ))}
                    </LabelGroup>
                  )}
                </Td>
                <Td dataLabel={t('artifacts.type')}>{artifact.type}</Td>
                <Td dataLabel={t('artifacts.size')}>{bytes(artifact.size)}</Td>
                <Td dataLabel={t('artifacts.pushed')}>{time(artifact.push_time, language)}</Td>
                <Td dataLabel={t('artifacts.pull')}>
                  <CopyButton text={pullCommand(host, name, artifact)} label={t('artifacts.pull')} />
                </Td>
                <Td isActionCell>
                  {mayDelete && <ActionsColumn items={[{ title: t('action.delete'), onClick: () => setToDelete(artifact) }]} />}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </ListPage>
      {toDelete !== null && (
        <DeleteArtifact project={project} repository={repository} artifact={toDelete} onClose={() => setToDelete(null)} />
      )}
    </PageFrame>
  );
}
