import { queryOptions } from '@tanstack/react-query';
import { call } from '@portal/lib/harbor';

/** How many projects and repositories there are. */
export const countsQuery = queryOptions({
  queryKey: ['portal', 'statistics', 'counts'],
  queryFn: async () => (await call('GET', '/api/v2.0/statistics')).data,
});

/** The room of the storage. */
export const volumesQuery = queryOptions({
  queryKey: ['portal', 'volumes'],
  queryFn: async () => (await call('GET', '/api/v2.0/systeminfo/volumes')).data,
});

export const userCountQuery = queryOptions({
  queryKey: ['portal', 'users', 'count'],
  queryFn: async () => (await call('GET', '/api/v2.0/users?page_size=1')).total,
});
