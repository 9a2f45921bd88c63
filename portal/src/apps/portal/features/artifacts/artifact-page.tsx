import { Button, Flex } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { shortDigest } from '@shared/lib/format';
import { paths, repositoryOf } from '@portal/lib/paths';
import { projectCrumbs, useProject } from '@portal/lib/project';
import { artifactQuery } from './api';
import { ArtifactDetails } from './artifact-details';
import { DeleteArtifact } from './delete-artifact';
import { TagsDialog } from './tags-dialog';

/** Everything that is known of one artifact. */
export function ArtifactPage() {
  const { digest = '', ...parameters } = useParams();
  const repository = repositoryOf(parameters['repository']);
  const room = useProject();
  const { project, ref, may } = room;
  const { t } = useTexts();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<'tags' | 'delete' | null>(null);
  const artifact = useQuery(artifactQuery(project.name, repository, digest));
  const found = artifact.data;
  return (
    <PageFrame
      title={shortDigest(digest)}
      tabTitle={`${shortDigest(digest)} · ${project.name}/${repository}`}
      crumbs={[
        ...projectCrumbs(room, t('projects.title')),
        { text: `${project.name}/${repository}`, to: paths.repository(ref, repository) },
      ]}
      actions={
        <Flex gap={{ default: 'gapSm' }}>
          {(may('tag', 'create') || may('tag', 'delete')) && (
            <Button variant="secondary" onClick={() => setDoing('tags')}>
              {t('artifacts.changeTags')}
            </Button>
          )}
          {may('artifact', 'delete') && (
            <Button variant="secondary" isDanger isDisabled={found === undefined} onClick={() => setDoing('delete')}>
              {t('action.delete')}
            </Button>
          )}
        </Flex>
      }
    >
      {artifact.isPending && <Loading />}
      {artifact.isError && <Failure error={artifact.error} retry={() => void artifact.refetch()} />}
      {found !== undefined && <ArtifactDetails key={found.digest} artifact={found} repository={repository} />}
      {doing === 'tags' && <TagsDialog repository={repository} digest={digest} onClose={() => setDoing(null)} />}
      {doing === 'delete' && found !== undefined && (
        <DeleteArtifact
          repository={repository}
          artifact={found}
          onDone={() => void navigate(paths.repository(ref, repository), { replace: true })}
          onClose={() => setDoing(null)}
        />
      )}
    </PageFrame>
  );
}
