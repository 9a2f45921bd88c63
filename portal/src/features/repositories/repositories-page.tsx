import { Breadcrumb, BreadcrumbItem, ClipboardCopy, Stack, StackItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { Room } from '../../components/room';
import { Rows } from '../../components/rows';
import { moment } from '../../lib/format';
import { get } from '../../lib/http';

interface Repository {
  id: number;
  name: string;
  artifact_count?: number;
  pull_count?: number;
  update_time: string;
}

export function RepositoriesPage() {
  const { projectName = '' } = useParams();
  const project = encodeURIComponent(projectName);
  const repositories = useQuery({
    queryKey: ['repositories', projectName],
    queryFn: () => get<Repository[]>(`/api/v2.0/projects/${project}/repositories?page_size=100`),
  });
  const host = window.location.host;
  return (
    <Room title={projectName} hint="The repositories of this project.">
      <Breadcrumb>
        <BreadcrumbItem>
          <Link to="/harbor/projects">Projects</Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{projectName}</BreadcrumbItem>
      </Breadcrumb>
      <Stack hasGutter>
        <StackItem>
          <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="Push command">
            {`docker push ${host}/${projectName}/REPOSITORY:TAG`}
          </ClipboardCopy>
        </StackItem>
        <StackItem>
          <Rows query={repositories} empty="Push an image or a chart with the command above.">
            {(rows) => (
              <Table aria-label="Repositories">
                <Thead>
                  <Tr>
                    <Th>Name</Th>
                    <Th>Artifacts</Th>
                    <Th>Pulls</Th>
                    <Th>Last modified</Th>
                  </Tr>
                </Thead>
                <Tbody>
                  {rows.map((repository) => (
                    <Tr key={repository.id}>
                      <Td dataLabel="Name">
                        <Link
                          to={`/harbor/projects/${project}/repositories/${encodeURIComponent(repository.name.slice(projectName.length + 1))}`}
                        >
                          {repository.name}
                        </Link>
                      </Td>
                      <Td dataLabel="Artifacts">{repository.artifact_count ?? 0}</Td>
                      <Td dataLabel="Pulls">{repository.pull_count ?? 0}</Td>
                      <Td dataLabel="Last modified">{moment(repository.update_time)}</Td>
                    </Tr>
                  ))}
                </Tbody>
              </Table>
            )}
          </Rows>
        </StackItem>
      </Stack>
    </Room>
  );
}
