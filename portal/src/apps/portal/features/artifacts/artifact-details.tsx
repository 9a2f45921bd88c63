import { LabelGroup, Stack, StackItem } from '@patternfly/react-core';
import { lazy, Suspense, type ReactNode } from 'react';
import { Link } from 'react-router';
import { CopyField } from '@shared/components/copy-field';
import { DataTable } from '@shared/components/data-table';
import { Facts } from '@shared/components/facts';
import { Section } from '@shared/components/section';
import { Loading } from '@shared/components/states';
import { LabelChip } from '@portal/components/label-chip';
import { useTexts } from '@portal/i18n';
import { bytes, shortDigest, time } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { useProject } from '@portal/lib/project';
import { useSession } from '@portal/lib/session';
import { attribute, platforms, platformText, pullCommands, type Artifact } from './artifact';
import { BuildHistory } from './build-history';
import { Dependencies } from './dependencies';
import { Referrers } from './referrers';
import { TextFile } from './text-file';
import { TagLabel } from './tag-label';

const Readme = lazy(async () => ({ default: (await import('./readme')).Readme }));

/** An artifact's facts, parts and what it brings along to read. */
export function ArtifactDetails({ artifact, repository }: { artifact: Artifact; repository: string }) {
  const { t } = useTexts();
  const addition = (name: string) => artifact.addition_links[name]?.href;
  const history = addition('build_history');
  const readme = addition('readme.md');
  const values = addition('values.yaml');
  const dependencies = addition('dependencies');
  const parts: [key: string, part: ReactNode][] = [
    ['overview', <Overview key="overview" artifact={artifact} />],
    ['pull', <Pull key="pull" artifact={artifact} repository={repository} />],
    ['platforms', artifact.references.length > 0 && <Platforms key="platforms" artifact={artifact} repository={repository} />],
    ['referrers', (artifact.accessories ?? []).length > 0 && <Referrers key="referrers" artifact={artifact} repository={repository} />],
    ['history', history && <BuildHistory key="history" path={history} />],
    ['readme', readme && <Suspense key="readme" fallback={<Loading />}><Readme path={readme} /></Suspense>],
    ['values', values && <TextFile key="values" title={t('artifacts.values')} missing={t('artifacts.noValues')} path={values} />],
    ['dependencies', dependencies && <Dependencies key="dependencies" path={dependencies} />],
    [
      'annotations',
      Object.keys(artifact.annotations).length > 0 && (
        <Section key="annotations" title={t('artifacts.annotations')}>
          <Facts rows={Object.entries(artifact.annotations)} />
        </Section>
      ),
    ],
  ];
  return (
    <Stack hasGutter>
      {parts.filter(([, part]) => Boolean(part)).map(([key, part]) => <StackItem key={key}>{part}</StackItem>)}
    </Stack>
  );
}

function Overview({ artifact }: { artifact: Artifact }) {
  const { t, language } = useTexts();
  const tags = artifact.tags ?? [];
  return (
    <Section title={t('artifacts.overview')}>
      <Facts
        rows={[
          [t('artifacts.digest'), <CopyField key="digest" text={artifact.digest} label={t('artifacts.digest')} />],
          [
            t('artifacts.tags'),
            tags.length === 0 ? (
              <i key="tags">{t('artifacts.untagged')}</i>
            ) : (
              <LabelGroup key="tags" numLabels={20} collapsedText={t('artifacts.moreTags', { count: tags.length - 20 })} expandedText={t('artifacts.lessTags')}>
                {tags.map((tag) => (
                  <TagLabel key={tag.name} tag={tag} />
                ))}
              </LabelGroup>
            ),
          ],
          [
            t('labels.title'),
            (artifact.labels ?? []).length > 0 && (
              <LabelGroup key="labels" numLabels={20}>
                {(artifact.labels ?? []).map((label) => (
                  <LabelChip key={label.id} label={label} />
                ))}
              </LabelGroup>
            ),
          ],
          [t('artifacts.type'), artifact.artifact_type === '' ? artifact.type : `${artifact.type} (${artifact.artifact_type})`],
          [t('artifacts.size'), bytes(artifact.size, language)],
          [t('artifacts.platform'), artifact.references.length === 0 && platforms(artifact).join(', ')],
          [t('artifacts.version'), attribute(artifact, 'version')],
          [t('artifacts.description'), attribute(artifact, 'description')],
          [t('artifacts.author'), attribute(artifact, 'author')],
          [t('artifacts.created'), time(attribute(artifact, 'created'), language)],
          [t('artifacts.pushed'), time(artifact.push_time, language)],
          [t('artifacts.pulled'), time(artifact.pull_time, language)],
          [t('artifacts.mediaType'), artifact.manifest_media_type],
        ]}
      />
    </Section>
  );
}

function Pull({ artifact, repository }: { artifact: Artifact; repository: string }) {
  const { t } = useTexts();
  const { project } = useProject();
  const host = useSession().info.registry_url ?? window.location.host;
  return (
    <Section title={t('artifacts.pullCommands')}>
      <Facts
        rows={pullCommands(host, `${project.name}/${repository}`, artifact).map(({ client, command }) => [
          client,
          <CopyField key={client} text={command} label={client} />,
        ])}
      />
    </Section>
  );
}

function Platforms({ artifact, repository }: { artifact: Artifact; repository: string }) {
  const { t } = useTexts();
  const { ref } = useProject();
  return (
    <Section title={t('artifacts.platforms')}>
      <DataTable
        isCompact
        label={t('artifacts.platforms')}
        rows={artifact.references}
        rowKey={(child) => child.child_digest}
        columns={[
          { title: t('artifacts.platform'), cell: (child) => platformText(child.platform) || t('artifacts.attestation') },
          {
            title: t('artifacts.digest'),
            cell: (child) => (
              <Link className="digest" to={paths.artifact(ref, repository, child.child_digest)}>
                {shortDigest(child.child_digest)}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}
