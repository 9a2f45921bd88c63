import { List, ListItem, Stack, StackItem } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { DeleteProgress, useDeletion } from '@portal/components/delete-progress';
import { useTexts } from '@portal/i18n';
import { bytes, shortDigest } from '@shared/lib/format';
import { useProject } from '@portal/lib/project';
import { allOfRepository, deleteArtifact } from './api';
import type { Artifact } from './artifact';

const SHOWN = 10;

/** Several artifacts at once, each with its tags; closing the dialog stops after the one at work. */
export function DeleteArtifacts(props: { repository: string; artifacts: readonly Artifact[]; onClose: () => void }) {
  const { artifacts, repository } = props;
  const { project } = useProject();
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const deletion = useDeletion(
    () =>
      Promise.resolve(
        artifacts.map(({ digest }) => ({ name: shortDigest(digest), remove: () => deleteArtifact(project.name, repository, digest) })),
      ),
    props.onClose,
    () => queries.invalidateQueries(allOfRepository(project.name, repository)),
  );
  const more = artifacts.length - SHOWN;
  return (
    <Confirm
      title={t('artifacts.deleteMany', { count: artifacts.length })}
      confirm={t('action.delete')}
      danger
      busy={deletion.isPending}
      error={deletion.error}
      onConfirm={deletion.start}
      onClose={() => {
        deletion.stop();
        props.onClose();
      }}
    >
      <Stack hasGutter>
        <StackItem>
          <List>
            {artifacts.slice(0, SHOWN).map((artifact) => (
              <ListItem key={artifact.digest}>
                <span className="digest">{shortDigest(artifact.digest)}</span>, {bytes(artifact.size, language)}
                {(artifact.tags ?? []).length > 0 && `: ${(artifact.tags ?? []).slice(0, SHOWN).map((tag) => tag.name).join(', ')}`}
              </ListItem>
            ))}
            {more > 0 && <ListItem>{t('delete.more', { count: more })}</ListItem>}
          </List>
        </StackItem>
        <StackItem>{t('artifacts.deleteManyText')}</StackItem>
        <StackItem>
          <DeleteProgress deletion={deletion} title={t('artifacts.deleting')} />
        </StackItem>
      </Stack>
    </Confirm>
  );
}
