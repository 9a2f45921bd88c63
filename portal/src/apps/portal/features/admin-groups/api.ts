import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const GROUPS = '/api/v2.0/usergroups';

export const allGroups = { queryKey: ['portal', 'groups'] } as const;

export const groupsQuery = ({ page, pageSize, search }: ListRequest) =>
  queryOptions({
    queryKey: [...allGroups.queryKey, 'list', page, pageSize, search],
    queryFn: () => call('GET', `${GROUPS}${query({ page, page_size: pageSize, group_name: search })}`),
    placeholderData: keepPreviousData,
  });

/** @param id as the address says it */
export const groupQuery = (id: string) =>
  queryOptions({
    queryKey: [...allGroups.queryKey, 'one', id],
    queryFn: async () => (await call('GET', `${GROUPS}/${encodeURIComponent(id)}`)).data,
  });

export const allGroupMembers = { queryKey: ['portal', 'group-members'] } as const;

export const groupMembersQuery = (group: number, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allGroupMembers.queryKey, group, page, pageSize],
    queryFn: () => call('GET', `${GROUPS}/${group}/members${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
  });

export const createGroup = (group: Body<'POST', typeof GROUPS>) => call('POST', GROUPS, group);

export const deleteGroup = (id: number) => call('DELETE', `${GROUPS}/${id}`);

export const addGroupMember = (group: number, username: string) => call('POST', `${GROUPS}/${group}/members`, { username });

export const removeGroupMember = (group: number, user: number) => call('DELETE', `${GROUPS}/${group}/members/${user}`);
