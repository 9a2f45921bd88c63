import { PageFrame } from '@shared/components/page';
import { useTexts } from '@portal/i18n';
import { RetentionView } from './retention-view';

/** Which tags are kept in all projects that have no policy of their own. */
export function RegistryRetentionPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('retention.title')}>
      <RetentionView whose={null} scope={{ level: 'system', ref: 0 }} text={t('retention.registryText')} mayChange mayRemove />
    </PageFrame>
  );
}
