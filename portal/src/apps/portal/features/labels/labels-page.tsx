import { PageFrame } from '@shared/components/page';
import { useTexts } from '@portal/i18n';
import { LabelsList } from './labels-list';

/** The labels of the registry, which its administrators make. */
export function LabelsPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('labels.title')}>
      <LabelsList projectId={null} may={() => true} />
    </PageFrame>
  );
}
