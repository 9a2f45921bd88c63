import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body, type Schema } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';
import { isOpen } from './runs';

const SCHEDULE = '/api/v2.0/system/gc/schedule';

export const allRuns = { queryKey: ['portal', 'gc', 'runs'] } as const;

/** A page of the runs; looked at every second while one is at work. */
export const runsQuery = ({ page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allRuns.queryKey, page, pageSize],
    queryFn: () => call('GET', `/api/v2.0/system/gc${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: (now) => (now.state.data?.data.some(isOpen) === true ? 1_000 : 15_000),
  });

/** Without a schedule there is no body. */
export const scheduleQuery = queryOptions({
  queryKey: ['portal', 'gc', 'schedule'],
  queryFn: async (): Promise<Partial<Schema<'GcSchedule'>>> => ((await call('GET', SCHEDULE)).data as Schema<'GcSchedule'> | undefined) ?? {},
});

export const stopRun = (id: number) => call('PUT', `/api/v2.0/system/gc/${id}`);

export const startRun = (options: NonNullable<Body<'POST', typeof SCHEDULE>['parameters']>) =>
  call('POST', SCHEDULE, { schedule: { type: 'Manual' }, parameters: options });

export const changeSchedule = (schedule: Body<'PUT', typeof SCHEDULE>) => call('PUT', SCHEDULE, schedule);
