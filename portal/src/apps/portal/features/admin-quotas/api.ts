import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Schema } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

export type Quota = Schema<'Quota'>;

export const allQuotas = { queryKey: ['portal', 'quotas'] } as const;

export const quotasQuery = ({ page, pageSize, sort }: ListRequest) =>
  queryOptions({
    queryKey: [...allQuotas.queryKey, page, pageSize, sort],
    queryFn: () => call('GET', `/api/v2.0/quotas${query({ page, page_size: pageSize, sort })}`),
    placeholderData: keepPreviousData,
  });

/** @param storage in bytes; -1 for no limit */
export const changeQuota = (id: number, storage: number) => call('PUT', `/api/v2.0/quotas/${id}`, { hard: { storage } });
