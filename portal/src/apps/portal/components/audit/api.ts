import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '@portal/lib/harbor';
import { query } from '@shared/http/client';
import type { ListRequest } from '@shared/components/list-state';
import type { AuditPath } from './audit';

/** A page of a log. */
export const entriesQuery = (path: AuditPath, q: string, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: ['portal', 'audit', path, q, page, pageSize],
    queryFn: () => call('GET', `${path}${query({ page, page_size: pageSize, q })}`),
    placeholderData: keepPreviousData,
  });

/** Where all entries of a filter are to be had as a file. */
export const exportOf = (path: AuditPath, q: string, format: 'csv' | 'json'): string => `${path}/export${query({ format, q })}`;
