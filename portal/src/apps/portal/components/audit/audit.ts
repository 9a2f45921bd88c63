import { listQuery } from '@portal/lib/list-query';

/** The logs of the API: of the registry, and of a project. */
export type AuditPath = '/api/v2.0/auditlog-exts' | `/api/v2.0/projects/${string}/auditlog-exts`;

/** The names of the log's filters, besides the search word, which is looked for in resources. */
export const FILTERS = ['user', 'operation', 'type', 'from', 'to'] as const;

/** The words of the API that the log can be narrowed to. */
export const OPERATIONS = ['create', 'update', 'delete', 'pull', 'login', 'logout', 'stop', 'deliver', 'purge', 'quarantine'] as const;
export const TYPES = [
  'artifact', 'tag', 'repository', 'project', 'member', 'user', 'group', 'robot', 'access_token', 'configuration', 'quota', 'role',
  'garbage_collection', 'label', 'immutable_rule', 'webhook_policy', 'audit_log_target', 'purge_audit_log', 'audit_log',
] as const;
/** Those that happen in a project. */
export const PROJECT_OPERATIONS = ['create', 'update', 'delete', 'pull'] as const;
export const PROJECT_TYPES = ['artifact', 'tag', 'repository', 'member', 'robot', 'project', 'label', 'immutable_rule', 'webhook_policy'] as const;

/**
 * The filters as the API's `q`; empty ones narrow nothing. The days are those of the reader, and
 * count whole.
 */
export function auditQuery(search: string, filter: (name: (typeof FILTERS)[number]) => string): string {
  return listQuery([
    ['resource', '=~', search],
    ['operation', '=', filter('operation')],
    ['resource_type', '=', filter('type')],
    ['username', '=~', filter('user')],
    ['op_time', 'between', moment(filter('from'), '00:00:00.000'), moment(filter('to'), '23:59:59.999')],
  ]);
}

/** A moment of a day of the reader, in UTC. */
function moment(date: string, at: string): string {
  const time = new Date(`${date}T${at}`);
  return date === '' || Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
