import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const TOKENS = '/api/v2.0/users/current/access-tokens';
const SESSIONS = '/api/v2.0/users/current/sessions';
const IDENTITIES = '/api/v2.0/users/current/identities';

export const allAccessTokens = { queryKey: ['portal', 'access-tokens'] } as const;

export const accessTokensQuery = ({ page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allAccessTokens.queryKey, page, pageSize],
    queryFn: () => call('GET', `${TOKENS}${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
  });

export const browserSessionsQuery = queryOptions({
  queryKey: ['portal', 'browser-sessions'],
  queryFn: async () => (await call('GET', SESSIONS)).data,
});

export const identitiesQuery = queryOptions({
  queryKey: ['portal', 'identities'],
  queryFn: async () => (await call('GET', IDENTITIES)).data,
});

export const createAccessToken = async (token: Body<'POST', typeof TOKENS>) => (await call('POST', TOKENS, token)).data;

export const revokeAccessToken = (id: number) => call('DELETE', `${TOKENS}/${id}`);

export const endBrowserSession = (id: number | string) => call('DELETE', `${SESSIONS}/${id}`);

export const endAllBrowserSessions = () => call('DELETE', SESSIONS);

export const unlinkIdentity = (id: number) => call('DELETE', `${IDENTITIES}/${id}`);

/** @param secret empty for one that the server makes */
export const setCliSecret = (user: number, secret: string) => call('PUT', `/api/v2.0/users/${user}/cli_secret`, { secret });
