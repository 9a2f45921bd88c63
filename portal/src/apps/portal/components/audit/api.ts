import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '@portal/lib/harbor';
import { query } from '@shared/http/client';
import type { ListRequest } from '@shared/components/list-state';
import type { AuditPath, Entry } from './audit';

/** The most entries one export holds; narrower filters reach the rest. */
export const MOST_EXPORTED = 50_000;
const BATCH = 100;

/** A page of a log. */
export const entriesQuery = (path: AuditPath, q: string, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: ['portal', 'audit', path, q, page, pageSize],
    queryFn: () => call('GET', `${path}${query({ page, page_size: pageSize, q })}`),
    placeholderData: keepPreviousData,
  });

/**
 * All entries of a filter, page by page, the newest first. Entries that come meanwhile shift the
 * pages, so that one may be seen twice: it is kept once.
 *
 * @param progress told how many have come
 */
export async function allEntries(path: AuditPath, q: string, progress: (done: number) => void): Promise<Entry[]> {
  const all = new Map<number, Entry>();
  for (let page = 1; all.size < MOST_EXPORTED; page++) {
    const { data } = await call('GET', `${path}${query({ page, page_size: BATCH, q })}`);
    data.forEach((entry) => all.set(entry.id, entry));
    progress(all.size);
    if (data.length < BATCH) {
      break;
    }
  }
  return [...all.values()];
}
