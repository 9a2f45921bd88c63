import { Button, LabelGroup } from '@patternfly/react-core';
import { ArchiveIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { CopyButton } from '@shared/components/copy-button';
import { DataTable } from '@shared/components/data-table';
import { FilterSelect } from '@shared/components/filter-select';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Nothing } from '@shared/components/states';
import { LabelChip } from '@portal/components/label-chip';
import { useTexts } from '@portal/i18n';
import { labelsForQuery } from '@portal/lib/api';
import { copy } from '@shared/lib/copy';
import { bytes, shortDigest, time } from '@shared/lib/format';
import { listQuery } from '@portal/lib/list-query';
import { paths, repositoryOf } from '@portal/lib/paths';
import { projectCrumbs, useProject } from '@portal/lib/project';
import { useSession } from '@portal/lib/session';
import { artifactsQuery, repositoryQuery } from './api';
import { platforms, pullCommands, type Artifact } from './artifact';
import { DeleteArtifact } from './delete-artifact';
import { DeleteArtifacts } from './delete-artifacts';
import { DeleteRepository } from './delete-repository';
import { LabelsDialog } from './labels-dialog';
import { TagLabel } from './tag-label';
import { TagsDialog } from './tags-dialog';

type Doing = { what: 'delete' | 'tags' | 'labels'; artifact: Artifact } | { what: 'repository' } | { what: 'several'; artifacts: readonly Artifact[] } | null;

/** What one repository holds. */
export function ArtifactsPage() {
  const parameters = useParams();
  const repository = repositoryOf(parameters['repository']);
  const room = useProject();
  const { project, ref, may } = room;
  const { t, language } = useTexts();
  const list = useListState({ filters: ['tagged', 'label'] });
  const host = useSession().info.registry_url ?? window.location.host;
  const [doing, setDoing] = useState<Doing>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string | number>>(new Set());
  const name = `${project.name}/${repository}`;
  const about = useQuery(repositoryQuery(project.name, repository));
  // What looks like a part of a digest is one; "tagged" is the same field of the API as tags.
  const tagged = list.filter('tagged');
  const searched = /^(sha\d+:)?[\da-f]{6,}$/i.test(list.search) ? 'digest' : 'tags';
  const label = list.filter('label');
  const q = listQuery([
    list.search === '' ? ['tags', '=', tagged] : [searched, '=~', list.search],
    ['labels', '=', label === '' ? '' : `(${label})`],
  ]);
  const labels = useQuery({ ...labelsForQuery(project.project_id), enabled: may('label', 'list') });
  const artifacts = useQuery(artifactsQuery(project.name, repository, q, list));
  const rows = artifacts.data?.data ?? [];
  // Only what is shown can be chosen: another page or search begins anew.
  const several = rows.filter((artifact) => chosen.has(artifact.id));
  const link = (artifact: Artifact) => paths.artifact(ref, repository, artifact.digest);
  const actions = (artifact: Artifact) => [
    { title: t('artifacts.copyDigest'), onClick: () => void copy(artifact.digest) },
    ...(may('tag', 'create') || may('tag', 'delete')
      ? [{ title: t('artifacts.changeTags'), onClick: () => setDoing({ what: 'tags', artifact }) }]
      : []),
    ...(may('artifact-label', 'create') || may('artifact-label', 'delete')
      ? [{ title: t('labels.change'), onClick: () => setDoing({ what: 'labels', artifact }) }]
      : []),
    ...(may('artifact', 'delete') ? [{ title: t('action.delete'), onClick: () => setDoing({ what: 'delete', artifact }) }] : []),
  ];
  const labelColumn = {
    title: t('labels.title'),
    cell: (artifact: Artifact) => (
      <LabelGroup numLabels={4}>
        {(artifact.labels ?? []).map((one) => (
          <LabelChip key={one.id} label={one} />
        ))}
      </LabelGroup>
    ),
  };
  return (
    <PageFrame
      title={name}
      crumbs={projectCrumbs(room, t('projects.title'))}
      actions={
        may('repository', 'delete') && (
          <Button variant="secondary" isDanger onClick={() => setDoing({ what: 'repository' })}>
            {t('repositories.delete')}
          </Button>
        )
      }
    >
      {about.data && (
        <p>
          {about.data.description !== '' && <>{about.data.description} · </>}
          {t('artifacts.counts', {
            artifacts: about.data.artifact_count,
            pulls: about.data.pull_count,
          })}
        </p>
      )}
      <ListPage
        list={list}
        query={artifacts}
        searchLabel={t('artifacts.search')}
        filters={
          <>
            {list.search === '' && (
              <FilterSelect
                list={list}
                name="tagged"
                label={t('artifacts.tags')}
                all={t('artifacts.anyTag')}
                options={[
                  ['*', t('artifacts.tagged')],
                  ['nil', t('artifacts.notTagged')],
                ]}
              />
            )}
            {(labels.data ?? []).length > 0 && (
              <FilterSelect
                list={list}
                name="label"
                label={t('labels.title')}
                all={t('labels.any')}
                options={(labels.data ?? []).map((one) => [String(one.id), one.name])}
              />
            )}
          </>
        }
        actions={
          several.length > 0 && (
            <Button variant="secondary" isDanger onClick={() => setDoing({ what: 'several', artifacts: several })}>
              {t('artifacts.deleteChosen', { count: several.length })}
            </Button>
          )
        }
        empty={
          <Nothing
            icon={ArchiveIcon}
            title={t('artifacts.empty')}
            action={<Button variant="primary" component={(props) => <Link {...props} to={paths.summary(ref)} />}>{t('repositories.push')}</Button>}
          >
            {t('artifacts.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('artifacts.title')}
          isCompact
          rows={rows}
          {...(may('artifact', 'delete') && { choice: { chosen, onChange: setChosen, name: (artifact: Artifact) => shortDigest(artifact.digest) } })}
          rowKey={(artifact) => artifact.id}
          columns={[
            {
              title: t('artifacts.digest'),
              modifier: 'nowrap',
              cell: (artifact) => (
                <Link className="digest" to={link(artifact)}>
                  {shortDigest(artifact.digest)}
                </Link>
              ),
            },
            { title: t('artifacts.tags'), cell: (artifact) => <Tags artifact={artifact} /> },
            ...(rows.some((artifact) => (artifact.labels ?? []).length > 0) ? [labelColumn] : []),
            { title: t('artifacts.type'), cell: (artifact) => artifact.type },
            {
              title: t('artifacts.platforms'),
              cell: (artifact) => {
                const all = platforms(artifact);
                return all.length > 2 ? t('artifacts.platformCount', { count: all.length }) : all.join(', ');
              },
            },
            { title: t('artifacts.size'), modifier: 'nowrap', cell: (artifact) => bytes(artifact.size, language) },
            { title: t('artifacts.pushed'), cell: (artifact) => time(artifact.push_time, language) },
            { title: t('artifacts.pulled'), cell: (artifact) => time(artifact.pull_time, language) || t('artifacts.notYet') },
            {
              title: t('artifacts.pull'),
              modifier: 'fitContent',
              cell: (artifact) => <CopyButton text={pullCommands(host, name, artifact)[0]?.command ?? ''} label={t('artifacts.pull')} />,
            },
          ]}
          actions={actions}
        />
      </ListPage>
      {doing?.what === 'delete' && <DeleteArtifact repository={repository} artifact={doing.artifact} onClose={() => setDoing(null)} />}
      {doing?.what === 'several' && <DeleteArtifacts repository={repository} artifacts={doing.artifacts} onClose={() => setDoing(null)} />}
      {doing?.what === 'tags' && <TagsDialog repository={repository} digest={doing.artifact.digest} onClose={() => setDoing(null)} />}
      {doing?.what === 'labels' && <LabelsDialog repository={repository} digest={doing.artifact.digest} onClose={() => setDoing(null)} />}
      {doing?.what === 'repository' && (
        <DeleteRepository repository={repository} artifacts={about.data?.artifact_count ?? 0} onClose={() => setDoing(null)} />
      )}
    </PageFrame>
  );
}

function Tags({ artifact }: { artifact: Artifact }) {
  const { t } = useTexts();
  const tags = artifact.tags ?? [];
  return tags.length === 0 ? (
    <i>{t('artifacts.untagged')}</i>
  ) : (
    <LabelGroup numLabels={4} collapsedText={t('artifacts.moreTags', { count: tags.length - 4 })} expandedText={t('artifacts.lessTags')}>
      {tags.map((tag) => (
        <TagLabel key={tag.name} tag={tag} />
      ))}
    </LabelGroup>
  );
}
