import { PageFrame } from '@shared/components/page';
import { useTexts } from '@portal/i18n';
import { TrashList } from './trash-list';

/** What was deleted in the registry, for its administrators. */
export function TrashPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('trash.title')}>
      <TrashList place={null} />
    </PageFrame>
  );
}
