import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const membersApi = (ref: string) => `${projectApi(ref)}/members` as const;

export const allMembers = (ref: string) => ({ queryKey: ['portal', 'members', ref] }) as const;

export const membersQuery = (ref: string, { page, pageSize, search }: ListRequest) =>
  queryOptions({
    queryKey: [...allMembers(ref).queryKey, page, pageSize, search],
    queryFn: () => call('GET', `${membersApi(ref)}${query({ page, page_size: pageSize, entityname: search })}`),
    placeholderData: keepPreviousData,
  });

/** The groups whose names have this part; none without one. */
export const groupSearchQuery = (part: string) =>
  queryOptions({
    queryKey: ['portal', 'group-search', part],
    queryFn: async () => (await call('GET', `/api/v2.0/usergroups/search${query({ groupname: part, page_size: 100 })}`)).data,
    enabled: part.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

export const addMember = (ref: string, member: Body<'POST', `/api/v2.0/projects/${string}/members`>) => call('POST', membersApi(ref), member);

export const changeMember = (ref: string, id: number, role: Body<'PUT', `/api/v2.0/projects/${string}/members/${number}`>) =>
  call('PUT', `${membersApi(ref)}/${id}`, role);

export const removeMember = (ref: string, id: number) => call('DELETE', `${membersApi(ref)}/${id}`);
