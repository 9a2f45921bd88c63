import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Schema } from '@portal/lib/harbor';
import { listQuery } from '@portal/lib/list-query';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

export type TrashEntry = Schema<'TrashEntry'>;

/** How a project is called, or null for all of the registry. */
export type Place = string | null;

const trashApi = (place: string) => `${projectApi(place)}/trash` as const;

export const allTrash = { queryKey: ['portal', 'trash'] } as const;

export const trashQuery = (place: Place, { page, pageSize, search }: ListRequest) =>
  queryOptions({
    queryKey: [...allTrash.queryKey, place, page, pageSize, search],
    queryFn: () => {
      const asked = query({ page, page_size: pageSize, q: listQuery([['repository', '=~', search]]) });
      return place === null ? call('GET', `/api/v2.0/trash${asked}`) : call('GET', `${trashApi(place)}${asked}`);
    },
    placeholderData: keepPreviousData,
  });

export const restoreEntry = (entry: TrashEntry) => call('POST', `${trashApi(String(entry.project_id))}/${entry.id}/restore`);

export const purgeEntry = (entry: TrashEntry) => call('DELETE', `${trashApi(String(entry.project_id))}/${entry.id}`);

export const emptyTrash = (place: Place) => (place === null ? call('DELETE', '/api/v2.0/trash') : call('DELETE', trashApi(place)));
