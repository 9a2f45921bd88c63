import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { Confirm } from '@shared/components/confirm';
import { allOfProjects, allRepositories, deleteRepository } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { paths } from '@portal/lib/paths';
import { useProject } from '@portal/lib/project';

export function DeleteRepository(props: { repository: string; artifacts: number; onClose: () => void }) {
  const { project, ref } = useProject();
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteRepository(project.name, props.repository),
    onSuccess: async () => {
      await navigate(paths.repositories(ref), { replace: true });
      await queries.invalidateQueries(allRepositories);
      await queries.invalidateQueries(allOfProjects);
    },
  });
  return (
    <Confirm
      title={t('repositories.deleteTitle', { name: `${project.name}/${props.repository}` })}
      confirm={t('action.delete')}
      danger
      {...(props.artifacts > 0 && { typed: props.repository })}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={props.onClose}
    >
      {t('artifacts.deleteAll', { artifacts: props.artifacts })}
    </Confirm>
  );
}
