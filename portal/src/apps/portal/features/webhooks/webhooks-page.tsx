import { PageFrame } from '@shared/components/page';
import { useTexts } from '@portal/i18n';
import { WebhooksList } from './webhooks-list';

/** Who is told what happens in all projects of the registry. */
export function WebhooksPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('webhooks.title')}>
      <WebhooksList place={null} may={() => true} />
    </PageFrame>
  );
}
