import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body, type Schema } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';
import { isOpen, type Terms } from './purges';

const PURGES = '/api/v2.0/system/purgeaudit';
const SCHEDULE = `${PURGES}/schedule` as const;

export const allPurges = { queryKey: ['portal', 'purges', 'history'] } as const;

/** A page of the purges; looked at every second while one is at work. */
export const purgesQuery = ({ page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allPurges.queryKey, page, pageSize],
    queryFn: () => call('GET', `${PURGES}${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: (now) => (now.state.data?.data.some(isOpen) === true ? 1_000 : 15_000),
  });

/** Without a schedule there is no body. */
export const scheduleQuery = queryOptions({
  queryKey: ['portal', 'purges', 'schedule'],
  queryFn: async (): Promise<Partial<Schema<'PurgeSchedule'>>> => ((await call('GET', SCHEDULE)).data as Schema<'PurgeSchedule'> | undefined) ?? {},
});

export const logOf = (id: number) => `${PURGES}/${id}/log`;

export const stopPurge = (id: number) => call('PUT', `${PURGES}/${id}`);

export const startPurge = (terms: Terms) => call('POST', SCHEDULE, { schedule: { type: 'Manual' }, parameters: terms });

export const changeSchedule = (schedule: Body<'PUT', typeof SCHEDULE>) => call('PUT', SCHEDULE, schedule);
