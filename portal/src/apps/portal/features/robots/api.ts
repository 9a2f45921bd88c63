import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const ROBOTS = '/api/v2.0/robots';

export const allProjectRobots = { queryKey: ['portal', 'project-robots'] } as const;

/**
 * The robots of a project, and when that was, in seconds: whether one has ended is a matter of now.
 *
 * @param q the API's conditions, which name the project
 */
export const projectRobotsQuery = (q: string, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allProjectRobots.queryKey, q, page, pageSize],
    queryFn: async () => ({
      ...(await call('GET', `${ROBOTS}${query({ page, page_size: pageSize, q })}`)),
      now: Date.now() / 1000,
    }),
    placeholderData: keepPreviousData,
  });

export const createRobot = async (robot: Body<'POST', typeof ROBOTS>) => (await call('POST', ROBOTS, robot)).data;

export const changeRobot = async (id: number, robot: Body<'PUT', `/api/v2.0/robots/${number}`>) => (await call('PUT', `${ROBOTS}/${id}`, robot)).data;

export const deleteRobot = (id: number) => call('DELETE', `${ROBOTS}/${id}`);

/** @param overlapHours how long the old secret works beside the new one */
export const renewSecret = async (id: number, overlapHours: number) => (await call('PATCH', `${ROBOTS}/${id}`, { secret: '', overlap_hours: overlapHours })).data;
