import { queryOptions } from '@tanstack/react-query';
import { call } from '@portal/lib/harbor';

/** Where statistics stand: of the registry, or of a project. */
export type StatisticsPath = '/api/v2.0/statistics' | `/api/v2.0/projects/${string}/statistics`;

/** Storage, pulls and pushes of the last days, day by day. */
export const daysQuery = (base: StatisticsPath, days: number) =>
  queryOptions({
    queryKey: ['portal', 'statistics', base, 'days', days],
    queryFn: async () => (await call('GET', `${base}/days?days=${days}`)).data,
  });

export const largestQuery = (base: StatisticsPath) =>
  queryOptions({
    queryKey: ['portal', 'statistics', base, 'largest'],
    queryFn: async () => (await call('GET', `${base}/repositories?limit=8`)).data,
  });
