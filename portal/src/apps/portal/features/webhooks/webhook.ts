import type { Schema } from '@portal/lib/harbor';

export type Webhook = Schema<'WebhookPolicy'>;
export type Delivery = Schema<'WebhookExecution'>;
export type EventType = Webhook['event_types'][number];

/** What a registry tells of today; the others are kept where a policy has them. */
export const EVENTS = ['PUSH_ARTIFACT', 'PULL_ARTIFACT', 'DELETE_ARTIFACT', 'QUOTA_WARNING', 'QUOTA_EXCEED'] as const satisfies readonly EventType[];

export const FORMATS = ['Default', 'CloudEvents', 'Template', 'slack', 'teams'] as const;
export type Format = (typeof FORMATS)[number];

/** Harbor's type and payload format in one choice. */
export function formatOf(target: Webhook['targets'][number] | undefined): Format {
  if (target === undefined) return 'Default';
  return target.type === 'http' ? (target.payload_format ?? 'Default') : target.type;
}

/** The same the other way. */
export const typeOf = (format: Format) =>
  format === 'slack' || format === 'teams' ? ({ type: format } as const) : ({ type: 'http', payload_format: format } as const);
