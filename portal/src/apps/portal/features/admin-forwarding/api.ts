import { queryOptions } from '@tanstack/react-query';
import { call, type Body, type Schema } from '@portal/lib/harbor';

const TARGETS = '/api/v2.0/audit-log-targets';
const CONFIGURATION = '/api/v2.0/configurations';

export type Target = Schema<'AuditTarget'>;
export type NewTarget = Body<'POST', typeof TARGETS>;

/** All targets; how their queues do is looked at again every few seconds. */
export const targetsQuery = queryOptions({
  queryKey: ['portal', 'forwarding', 'targets'],
  queryFn: async () => (await call('GET', `${TARGETS}?page_size=100`)).data,
  refetchInterval: 5_000,
});

export const saveTarget = (id: number | undefined, target: NewTarget) =>
  id === undefined ? call('POST', TARGETS, target) : call('PUT', `${TARGETS}/${id}`, target);

export const deleteTarget = (id: number) => call('DELETE', `${TARGETS}/${id}`);

export const tryTarget = async (id: number) => (await call('POST', `${TARGETS}/${id}/test`)).data;

export const replay = (id: number) => call('POST', `${TARGETS}/${id}/replay`);

/** Harbor's settings of the audit log. */
export const settingsQuery = queryOptions({
  queryKey: ['portal', 'forwarding', 'settings'],
  queryFn: async () => {
    const all = (await call('GET', CONFIGURATION)).data;
    return {
      endpoint: String(all.audit_log_forward_endpoint?.value ?? ''),
      skip: all.skip_audit_log_database?.value === true,
      disabled: String(all.disabled_audit_log_event_types?.value ?? ''),
    };
  },
});

export const changeSettings = (settings: { endpoint: string; skip: boolean; disabled: string }) =>
  call('PUT', CONFIGURATION, {
    audit_log_forward_endpoint: settings.endpoint,
    skip_audit_log_database: settings.skip,
    disabled_audit_log_event_types: settings.disabled,
  });

/** The kinds of events there are. */
export const eventTypesQuery = queryOptions({
  queryKey: ['portal', 'forwarding', 'event-types'],
  queryFn: async () => (await call('GET', '/api/v2.0/auditlog-exts/events')).data.map((one) => one.event_type),
  staleTime: Infinity,
});
