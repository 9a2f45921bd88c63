import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { RetentionView } from './retention-view';

/** Which tags of a project are kept. */
export function RetentionPage() {
  const { ref, project, may } = useProject();
  const { t } = useTexts();
  return (
    <RetentionView
      whose={ref}
      scope={{ level: 'project', ref: project.project_id }}
      text={t('retention.text')}
      mayChange={may('tag-retention', 'update') && may('tag-retention', 'create')}
      mayRemove={may('tag-retention', 'delete')}
    />
  );
}
