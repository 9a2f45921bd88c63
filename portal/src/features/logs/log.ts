import type { ListState } from '../../components/list-state';
import { call, query } from '../../lib/http';
import { listQuery } from '../../lib/list-query';

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

export const OPERATIONS = ['create', 'update', 'delete', 'pull'] as const;
export const TYPES = ['artifact', 'tag', 'repository', 'member', 'robot', 'project'] as const;
export const FILTERS = ['operation', 'type', 'user', 'from', 'to'] as const;

/** The most entries one export holds; narrower filters reach the rest. */
export const MOST_EXPORTED = 10_000;
const BATCH = 100;

/** The filters of the address as the API's `q`. */
export function logQuery(list: Pick<ListState, 'search' | 'filter'>): string {
  const to = list.filter('to');
  return listQuery([
    ['resource', '=~', list.search],
    ['operation', '=', list.filter('operation')],
    ['resource_type', '=', list.filter('type')],
    ['username', '=~', list.filter('user')],
    // The last day counts whole.
    ['op_time', 'between', list.filter('from'), to === '' ? '' : `${to}T23:59:59`],
  ]);
}

/** Entries as a table for spreadsheets: RFC 4180, and no cell that a spreadsheet would calculate. */
export function csv(entries: readonly Entry[]): string {
  const cell = (value: string) => {
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const head = ['time', 'user', 'operation', 'resource_type', 'resource', 'succeeded', 'address', 'agent'];
  const rows = entries.map((entry) => [
    entry.op_time, entry.username, entry.operation, entry.resource_type, entry.resource, String(entry.operation_result),
    entry.client_address, entry.user_agent,
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * All entries of a filter, page by page, the newest first.
 *
 * @param progress told how many have come
 */
export async function allEntries(path: string, q: string, progress: (done: number) => void): Promise<Entry[]> {
  const all: Entry[] = [];
  for (let page = 1; all.length < MOST_EXPORTED; page++) {
    const { data, total } = await call<Entry[]>('GET', path + query({ page, page_size: BATCH, q }));
    all.push(...data);
    progress(all.length);
    if (data.length < BATCH || all.length >= total) {
      break;
    }
  }
  return all;
}
