import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Confirm } from '../../components/confirm';
import { useTexts } from '../../i18n';
import { call } from '../../lib/http';
import { artifactsPath, type Artifact } from './artifact';

export function DeleteArtifact(props: { project: string; repository: string; artifact: Artifact; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const tags = props.artifact.tags.map((tag) => tag.name).join(', ');
  const remove = useMutation({
    mutationFn: () => call('DELETE', `${artifactsPath(props.project, props.repository)}/${props.artifact.digest}`),
    onSuccess: async () => {
      props.onClose();
      await queries.invalidateQueries({ queryKey: ['artifacts'] });
    },
  });
  return (
    <Confirm
      title={t('artifacts.deleteTitle')}
      confirm={t('action.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={props.onClose}
    >
      <p className="digest">{props.artifact.digest}</p>
      {tags !== '' && <p>{t('artifacts.deleteText', { tags })}</p>}
    </Confirm>
  );
}
