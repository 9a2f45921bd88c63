import { query } from '../../lib/http';

/** An entry of the audit log. */
export interface Entry {
  id: number;
  username: string;
  resource: string;
  resource_type: string;
  operation: string;
  operation_description: string;
  operation_result: boolean;
  op_time: string;
  client_address: string;
  user_agent: string;
}

/** What narrows the log; empty texts narrow nothing. The days are those of the reader. */
export interface Filters {
  username: string;
  resource: string;
  type: string;
  operation: string;
  from: string;
  to: string;
}

export const FILTERS = ['username', 'resource', 'type', 'operation', 'from', 'to'] as const;

/** Those of the list that the API can search by. */
export const TYPES = ['artifact', 'tag', 'repository', 'project', 'member', 'user', 'group', 'robot', 'access_token', 'configuration', 'quota', 'role', 'garbage_collection'];
export const OPERATIONS = ['create', 'update', 'delete', 'pull', 'login', 'logout', 'stop'];

/** The address of one page of the log. */
export function address(filters: Filters, page: number, pageSize: number): string {
  const terms = [
    filters.username !== '' && `username=~${encodeURIComponent(filters.username)}`,
    filters.resource !== '' && `resource=~${encodeURIComponent(filters.resource)}`,
    filters.type !== '' && `resource_type=${filters.type}`,
    filters.operation !== '' && `operation=${filters.operation}`,
    (filters.from !== '' || filters.to !== '') && `op_time=[${day(filters.from, '00:00:00.000')}~${day(filters.to, '23:59:59.999')}]`,
  ].filter((term) => term !== false);
  return `/api/v2.0/auditlog-exts${query({ page, page_size: pageSize, q: terms.join(',') })}`;
}

/** A moment of a day of the reader, in UTC. */
function day(date: string, at: string): string {
  const moment = new Date(`${date}T${at}`);
  return date === '' || Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

const COLUMNS: (keyof Entry)[] = [
  'op_time', 'username', 'operation', 'resource_type', 'resource', 'operation_result', 'operation_description', 'client_address', 'user_agent',
];

/** Rows for a spreadsheet; a value that begins like a formula is made harmless. */
export function csv(entries: readonly Entry[]): string {
  const cell = (value: unknown) => {
    const text = String(value);
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  return [COLUMNS.join(','), ...entries.map((entry) => COLUMNS.map((column) => cell(entry[column])).join(','))].join('\r\n');
}
