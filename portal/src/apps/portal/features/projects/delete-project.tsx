import { Stack, StackItem } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { DeleteProgress, useDeletion } from '@portal/components/delete-progress';
import { useTexts } from '@portal/i18n';
import { bytes } from '@shared/lib/format';
import { storageOf, type Project } from '@portal/lib/project';
import { allProjectLists, deleteProject } from './api';
import { repositoriesOf } from './repositories-of';

/** A project goes with all its repositories; closing the dialog stops after the one at work. */
export function DeleteProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const isFull = project.repo_count > 0;
  const deletion = useDeletion(
    () => repositoriesOf(project.name),
    async () => {
      await deleteProject(project.project_id);
      onClose();
    },
    () => queries.invalidateQueries(allProjectLists),
  );
  return (
    <Confirm
      title={t('projects.deleteTitle', { name: project.name })}
      confirm={t('action.delete')}
      danger
      {...(isFull && { typed: project.name })}
      busy={deletion.isPending}
      error={deletion.error}
      onConfirm={deletion.start}
      onClose={() => {
        deletion.stop();
        onClose();
      }}
    >
      <Stack hasGutter>
        <StackItem>
          {isFull
            ? t('projects.deleteLost', {
                repositories: project.repo_count,
                size: bytes(storageOf(project).used, language),
              })
            : t('projects.deleteEmpty')}
        </StackItem>
        <StackItem>
          <DeleteProgress deletion={deletion} title={t('projects.deleting')} />
        </StackItem>
      </Stack>
    </Confirm>
  );
}
