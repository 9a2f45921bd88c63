import { Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Label, LabelGroup, Stack, StackItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { CopyField } from '../../components/copy-field';
import { PageFrame } from '../../components/page';
import { Failure, Loading } from '../../components/states';
import { useTexts } from '../../i18n';
import { bytes, shortDigest, time } from '../../lib/format';
import { call } from '../../lib/http';
import { paths } from '../../lib/paths';
import { useSession } from '../../lib/session';
import { artifactsPath, attribute, pullCommand, type Artifact } from './artifact';

/** Everything that is known of one artifact. */
export function ArtifactPage() {
  const { project = '', repository = '', digest = '' } = useParams();
  const { t } = useTexts();
  const artifact = useQuery({
    queryKey: ['artifacts', project, repository, digest],
    queryFn: () => call<Artifact>('GET', `${artifactsPath(project, repository)}/${digest}`),
  });
  const name = `${project}/${repository}`;
  return (
    <PageFrame
      title={shortDigest(digest)}
      crumbs={[
        { text: t('projects.title'), to: paths.projects },
        { text: project, to: paths.repositories(project) },
        { text: name, to: paths.repository(project, repository) },
      ]}
    >
      {artifact.isPending && <Loading />}
      {artifact.isError && <Failure error={artifact.error} retry={() => void artifact.refetch()} />}
      {artifact.data !== undefined && <Details artifact={artifact.data.data} project={project} repository={repository} />}
    </PageFrame>
  );
}

function Details({ artifact, project, repository }: { artifact: Artifact; project: string; repository: string }) {
  const { t, language } = useTexts();
  const host = useSession().info.registry_url ?? window.location.host;
  const os = attribute(artifact, 'os');
  const platform = os === '' ? '' : `${os}/${attribute(artifact, 'architecture')}`;
  const rows: [string, ReactNode][] = [
    [t('artifacts.type'), artifact.type],
    [t('artifacts.size'), bytes(artifact.size)],
    [t('artifacts.platform'), platform],
    [t('artifacts.version'), attribute(artifact, 'version')],
    [t('artifacts.description'), attribute(artifact, 'description')],
    [t('artifacts.author'), attribute(artifact, 'author')],
    [t('artifacts.created'), time(attribute(artifact, 'created'), language)],
    [t('artifacts.pushed'), time(artifact.push_time, language)],
    [t('artifacts.pulled'), time(artifact.pull_time, language)],
    [t('artifacts.mediaType'), artifact.manifest_media_type],
  ];
  return (
    <Stack hasGutter>
      <StackItem>
        <Section title={t('artifacts.overview')}>
          <Facts
            rows={[
              [t('artifacts.digest'), <CopyField key="digest" text={artifact.digest} label={t('artifacts.digest')} />],
              [t('artifacts.pull'), <CopyField key="pull" text={pullCommand(host, `${project}/${repository}`, artifact)} label={t('artifacts.pull')} />],
              [t('artifacts.tags'), artifact.tags.length > 0 && <Tags artifact={artifact} />],
              ...rows,
            ]}
          />
        </Section>
      </StackItem>
      {artifact.references.length > 0 && (
        <StackItem>
          <Section title={t('artifacts.platforms')}>
            <Table variant="compact" aria-label={t('artifacts.platforms')}>
              <Thead>
                <Tr>
                  <Th>{t('artifacts.platform')}</Th>
                  <Th>{t('artifacts.digest')}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {artifact.references.map((child) => (
                  <Tr key={child.child_digest}>
                    <Td>{[child.platform?.os, child.platform?.architecture, child.platform?.variant].filter(Boolean).join('/')}</Td>
                    <Td>
                      <Link className="digest" to={paths.artifact(project, repository, child.child_digest)}>
                        {shortDigest(child.child_digest)}
                      </Link>
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          </Section>
        </StackItem>
      )}
      {artifact.accessories.length > 0 && (
        <StackItem>
          <Section title={t('artifacts.accessories')}>
            <Table variant="compact" aria-label={t('artifacts.accessories')}>
              <Thead>
                <Tr>
                  <Th>{t('artifacts.digest')}</Th>
                  <Th>{t('artifacts.type')}</Th>
                  <Th>{t('artifacts.size')}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {artifact.accessories.map((accessory) => (
                  <Tr key={accessory.digest}>
                    <Td>
                      <Link className="digest" to={paths.artifact(project, repository, accessory.digest)}>
                        {shortDigest(accessory.digest)}
                      </Link>
                    </Td>
                    <Td>{accessory.artifact_type || accessory.type}</Td>
                    <Td>{bytes(accessory.size)}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          </Section>
        </StackItem>
      )}
      {Object.keys(artifact.annotations).length > 0 && (
        <StackItem>
          <Section title={t('artifacts.annotations')}>
            <Facts rows={Object.entries(artifact.annotations)} />
          </Section>
        </StackItem>
      )}
    </Stack>
  );
}

function Tags({ artifact }: { artifact: Artifact }) {
  return (
    <LabelGroup numLabels={20}>
      {artifact.tags.map((tag) => (
        <Label key={tag.name} color="blue">
          {tag.name}
        </Label>
      ))}
    </LabelGroup>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>{children}</CardBody>
    </Card>
  );
}

/** Names and values; what has no value is left out. */
function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <DescriptionList isHorizontal>
      {rows
        .filter(([, value]) => value !== '' && value !== false)
        .map(([name, value]) => (
          <DescriptionListGroup key={name}>
            <DescriptionListTerm>{name}</DescriptionListTerm>
            <DescriptionListDescription>{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
    </DescriptionList>
  );
}
