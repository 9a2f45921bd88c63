import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';
import type { Robot } from './robot';

const ROBOTS = '/api/v2.0/robots';

export const allSystemRobots = { queryKey: ['portal', 'system-robots'] } as const;

export const systemRobotsQuery = ({ page, pageSize, search }: ListRequest) =>
  queryOptions({
    queryKey: [...allSystemRobots.queryKey, 'list', page, pageSize, search],
    queryFn: () => call('GET', `${ROBOTS}${query({ page, page_size: pageSize, q: search === '' ? '' : `name=~${encodeURIComponent(search)}` })}`),
    placeholderData: keepPreviousData,
  });

/** @param id as the address says it */
export const systemRobotQuery = (id: string) =>
  queryOptions({
    queryKey: [...allSystemRobots.queryKey, 'one', id],
    queryFn: async () => (await call('GET', `${ROBOTS}/${encodeURIComponent(id)}`)).data,
  });

/** Projects whose names have this part. */
export const projectSearchQuery = (name: string) =>
  queryOptions({
    queryKey: ['portal', 'project-search', name],
    queryFn: async () => (await call('GET', `/api/v2.0/projects${query({ name, page_size: 10 })}`)).data,
    placeholderData: keepPreviousData,
  });

export const createRobot = async (robot: Omit<Body<'POST', typeof ROBOTS>, 'level'>) => (await call('POST', ROBOTS, { ...robot, level: 'system' })).data;

/** The API takes a robot as a whole: what is left out is gone. */
export const changeRobot = ({ id, name, level, description, duration, disable, permissions }: Robot, changes: Body<'PUT', `/api/v2.0/robots/${number}`>) =>
  call('PUT', `${ROBOTS}/${id}`, { name, level, description, duration, disable, permissions, ...changes });

export const deleteRobot = (id: number) => call('DELETE', `${ROBOTS}/${id}`);

/** @param overlapHours how long the old secret works beside the new one */
export const renewSecret = (id: number, overlapHours: number) => call('PATCH', `${ROBOTS}/${id}`, { secret: '', overlap_hours: overlapHours });
