import { queryOptions } from '@tanstack/react-query';
import { control, type Model } from '@panel/lib/control';
import { projectApi } from '@panel/lib/registry';

export type Member = Model<'cloud.project.Member'>;

export type Role = Member['role'];

const memberApi = (project: string, account: string) => `${projectApi(project)}/member/${encodeURIComponent(account)}` as const;

export const membersQuery = (project: string) =>
  queryOptions({
    queryKey: ['panel', 'members', project],
    queryFn: () => control('GET', `${projectApi(project)}/member`),
  });

export const addMember = (project: string, account: string, role: Role) => control('POST', `${projectApi(project)}/member`, { account, role });

export const changeMember = (project: string, account: string, role: Role) => control('PUT', memberApi(project, account), { role });

export const removeMember = (project: string, account: string) => control('DELETE', memberApi(project, account));
