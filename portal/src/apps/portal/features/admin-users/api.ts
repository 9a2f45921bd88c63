import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const USERS = '/api/v2.0/users';

/** The lists of users and all that is asked about one of them. */
export const allUsers = { queryKey: ['portal', 'users'] } as const;

/** Only the lists, for one who is gone: asking for their page again would be answered with a 404. */
export const allUserLists = { queryKey: [...allUsers.queryKey, 'list'] } as const;

export const usersQuery = ({ page, pageSize, search }: ListRequest) =>
  queryOptions({
    queryKey: [...allUserLists.queryKey, page, pageSize, search],
    queryFn: () => call('GET', `${USERS}${query({ page, page_size: pageSize, username: search })}`),
    placeholderData: keepPreviousData,
  });

/** @param id as the address says it */
export const userQuery = (id: string) =>
  queryOptions({
    queryKey: [...allUsers.queryKey, 'one', id],
    queryFn: async () => (await call('GET', `${USERS}/${encodeURIComponent(id)}`)).data,
  });

/** What a user may do at the moment, and what gives it. */
export const rightsQuery = (user: number) =>
  queryOptions({
    queryKey: [...allUsers.queryKey, 'rights', user],
    queryFn: async () => (await call('GET', `${USERS}/${user}/rights`)).data,
  });

/** Whether and why a user is shut out. */
export const shutOutQuery = (user: number) =>
  queryOptions({
    queryKey: [...allUsers.queryKey, 'disabled', user],
    queryFn: async () => (await call('GET', `${USERS}/${user}/disabled`)).data,
  });

export const userSessionsQuery = (user: number) =>
  queryOptions({
    queryKey: [...allUsers.queryKey, 'sessions', user],
    queryFn: async () => (await call('GET', `${USERS}/${user}/sessions`)).data,
  });

export const userTokensQuery = (user: number) =>
  queryOptions({
    queryKey: [...allUsers.queryKey, 'tokens', user],
    queryFn: () => call('GET', `${USERS}/${user}/access-tokens`),
  });

/** The providers a user comes in through. */
export const userIdentitiesQuery = (user: number) =>
  queryOptions({
    queryKey: [...allUsers.queryKey, 'identities', user],
    queryFn: async () => (await call('GET', `${USERS}/${user}/identities`)).data,
  });

export const createUser = (user: Body<'POST', typeof USERS>) => call('POST', USERS, user);

export const deleteUser = (user: number) => call('DELETE', `${USERS}/${user}`);

export const setAdministrator = (user: number, isAdministrator: boolean) => call('PUT', `${USERS}/${user}/sysadmin`, { sysadmin_flag: isAdministrator });

export const disableUser = (user: number, reason: string) => call('PUT', `${USERS}/${user}/disabled`, { disabled: true, reason });

export const enableUser = (user: number) => call('PUT', `${USERS}/${user}/disabled`, { disabled: false });

/** @param session null for all of them */
export const endUserSession = (user: number, session: string | null) =>
  session === null ? call('DELETE', `${USERS}/${user}/sessions`) : call('DELETE', `${USERS}/${user}/sessions/${encodeURIComponent(session)}`);

export const revokeUserToken = (user: number, token: number) => call('DELETE', `${USERS}/${user}/access-tokens/${token}`);
