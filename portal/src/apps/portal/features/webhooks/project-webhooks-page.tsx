import { useProject } from '@portal/lib/project';
import { WebhooksList } from './webhooks-list';

/** Who is told what happens in a project. */
export function ProjectWebhooksPage() {
  const { ref, may } = useProject();
  return <WebhooksList place={ref} may={(action) => may('notification-policy', action)} />;
}
