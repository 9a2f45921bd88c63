import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Schema } from '@portal/lib/harbor';
import { query } from '@shared/http/client';

export type Found = Schema<'SearchBox'>;

/** What a text may mean. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['portal', 'search', text],
    queryFn: async () => (await call('GET', `/api/v2.0/search/all${query({ q: text })}`)).data,
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
