import { Progress, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Confirm } from '../../components/confirm';
import { useTexts } from '../../i18n';
import { bytes, count } from '../../lib/format';
import { call } from '../../lib/http';
import { projectRef, type Project } from '../../lib/project';
import { emptyProject } from './empty-project';

/** A project goes with all its repositories; closing the dialog stops after the one at work. */
export function DeleteProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const stopped = useRef(false);
  const [done, setDone] = useState(0);
  const isFull = project.repo_count > 0;
  const remove = useMutation({
    mutationFn: async () => {
      await emptyProject(projectRef(project), project.name, setDone, () => stopped.current);
      if (!stopped.current) {
        await call('DELETE', `/api/v2.0/projects/${project.project_id}`);
      }
    },
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['projects'] }),
  });
  return (
    <Confirm
      title={t('projects.deleteTitle', { name: project.name })}
      confirm={t('action.delete')}
      danger
      {...(isFull && { typed: project.name })}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => {
        stopped.current = false;
        remove.mutate();
      }}
      onClose={() => {
        stopped.current = true;
        onClose();
      }}
    >
      <Stack hasGutter>
        <StackItem>
          {isFull
            ? t('projects.deleteLost', {
                repositories: count(project.repo_count, language),
                size: bytes(project.quota.used.storage, language),
              })
            : t('projects.deleteEmpty')}
        </StackItem>
        {remove.isPending && isFull && (
          <StackItem>
            <Progress
              value={done}
              max={project.repo_count}
              title={t('projects.deleting')}
              label={t('usage.of', { used: count(done, language), hard: count(project.repo_count, language) })}
              valueText={t('usage.of', { used: count(done, language), hard: count(project.repo_count, language) })}
            />
          </StackItem>
        )}
      </Stack>
    </Confirm>
  );
}
