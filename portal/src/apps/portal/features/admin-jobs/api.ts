import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Schema } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

export type Job = Schema<'JobExecution'>;
export type Action = 'stop' | 'pause' | 'resume';

/** Harbor's queue of all schedules. */
export const SCHEDULER = 'SCHEDULER';

export const everything = { queryKey: ['portal', 'jobs'] } as const;

export const isOpen = (job: Job) => job.status === 'Pending' || job.status === 'Running';

/** A page of the executions; looked at every second while one is at work. */
export const jobsQuery = ({ page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...everything.queryKey, 'executions', page, pageSize],
    queryFn: () => call('GET', `/api/v2.0/jobservice/executions${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: (now) => (now.state.data?.data.some(isOpen) === true ? 1_000 : 15_000),
  });

export const queuesQuery = queryOptions({
  queryKey: [...everything.queryKey, 'queues'],
  queryFn: () => call('GET', '/api/v2.0/jobservice/queues'),
});

export const schedulesQuery = queryOptions({
  queryKey: [...everything.queryKey, 'schedules'],
  queryFn: () => call('GET', '/api/v2.0/schedules?page_size=100'),
});

export const actOn = (queue: string, action: Action) => call('PUT', `/api/v2.0/jobservice/queues/${queue}`, { action });

export const stopJob = (id: number) => call('PUT', `/api/v2.0/jobservice/jobs/${id}`);
