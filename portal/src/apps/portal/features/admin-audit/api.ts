import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '@portal/lib/harbor';
import { query } from '@shared/http/client';

const PAGE = 100;

/** The tries to sign in, the newest first. */
export const signInsQuery = infiniteQueryOptions({
  queryKey: ['portal', 'sign-ins'],
  queryFn: async ({ pageParam }) => (await call('GET', `/api/v2.0/sign-ins${query({ before: pageParam })}`)).data,
  initialPageParam: undefined as number | undefined,
  getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
});
