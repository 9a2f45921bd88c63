import { Breadcrumb, BreadcrumbItem, ClipboardCopy, Label, LabelGroup } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { Room } from '../../components/room';
import { Rows } from '../../components/rows';
import { bytes, moment, shortDigest } from '../../lib/format';
import { encodeRepository, get } from '../../lib/http';

interface Artifact {
  id: number;
  type: string;
  digest: string;
  size: number;
  push_time: string;
  tags: { name: string }[] | null;
}

export function ArtifactsPage() {
  const { projectName = '', repositoryName = '' } = useParams();
  const project = encodeURIComponent(projectName);
  const artifacts = useQuery({
    queryKey: ['artifacts', projectName, repositoryName],
    queryFn: () =>
      get<Artifact[]>(
        `/api/v2.0/projects/${project}/repositories/${encodeRepository(repositoryName)}/artifacts?with_tag=true&page_size=100`,
      ),
  });
  const full = `${window.location.host}/${projectName}/${repositoryName}`;
  return (
    <Room title={`${projectName}/${repositoryName}`} hint="The artifacts of this repository, newest first.">
      <Breadcrumb>
        <BreadcrumbItem>
          <Link to="/harbor/projects">Projects</Link>
        </BreadcrumbItem>
        <BreadcrumbItem>
          <Link to={`/harbor/projects/${project}/repositories`}>{projectName}</Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{repositoryName}</BreadcrumbItem>
      </Breadcrumb>
      <Rows query={artifacts} empty="Push an artifact into this repository.">
        {(rows) => (
          <Table aria-label="Artifacts">
            <Thead>
              <Tr>
                <Th>Artifact</Th>
                <Th>Type</Th>
                <Th>Tags</Th>
                <Th>Size</Th>
                <Th>Push time</Th>
                <Th>Pull command</Th>
              </Tr>
            </Thead>
            <Tbody>
              {rows.map((artifact) => (
                <Tr key={artifact.id}>
                  <Td dataLabel="Artifact" title={artifact.digest}>
                    <code>{shortDigest(artifact.digest)}</code>
                  </Td>
                  <Td dataLabel="Type">{artifact.type}</Td>
                  <Td dataLabel="Tags">
                    <LabelGroup aria-label="Tags">
                      {(artifact.tags ?? []).map((tag) => (
                        <Label key={tag.name}>{tag.name}</Label>
                      ))}
                    </LabelGroup>
                  </Td>
                  <Td dataLabel="Size">{bytes(artifact.size)}</Td>
                  <Td dataLabel="Push time">{moment(artifact.push_time)}</Td>
                  <Td dataLabel="Pull command">
                    <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="Pull command">
                      {pullCommand(artifact, full)}
                    </ClipboardCopy>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Rows>
    </Room>
  );
}

function pullCommand(artifact: Artifact, full: string): string {
  const tag = artifact.tags?.[0]?.name;
  if (artifact.type === 'CHART') {
    return `helm pull oci://${full}${tag === undefined ? '' : ` --version ${tag.replaceAll('_', '+')}`}`;
  }
  return `docker pull ${full}${tag === undefined ? `@${artifact.digest}` : `:${tag}`}`;
}
