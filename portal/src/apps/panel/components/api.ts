import { infiniteQueryOptions } from '@tanstack/react-query';
import { control } from '@panel/lib/control';

const PAGE = 25;

/** The audit trails: of the account, a project or a registry. */
export type AuditPath = '/me/audit' | `/cloud/project/${string}/audit` | `/cloud/project/${string}/containerRegistry/${string}/audit`;

/** What happened, the newest first. */
export const activityQuery = (path: AuditPath) =>
  infiniteQueryOptions({
    queryKey: ['panel', 'activity', path],
    queryFn: ({ pageParam }) => control('GET', `${path}?limit=${PAGE}${pageParam === 0 ? '' : `&before=${pageParam}`}` as const),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
  });
