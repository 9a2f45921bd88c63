import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';
import { call, web } from './harbor';
import { projectApi, projectRef, repositoryApi, type ProjectRoom } from './project';
import type { Session, User } from './session';

/** What more than one feature asks for or changes; names that begin with "all" say what an answer makes old. */

// Before sign-in the server tells less about itself; asking for the user then would only earn a 401.
export const sessionQuery = queryOptions({
  queryKey: ['portal', 'session'],
  queryFn: async (): Promise<Session> => {
    const { data: info } = await call('GET', '/api/v2.0/systeminfo');
    return { info, user: info.external_url === undefined ? null : await currentUser() };
  },
  staleTime: 60_000,
});

/** Who is signed in with this browser; a 401 when nobody is. */
export async function currentUser(): Promise<User> {
  return (await call('GET', '/api/v2.0/users/current')).data;
}

/** Refused with the place to go to for whoever came through a provider. */
export const signOut = () => web('GET', '/c/log_out');

export const allOfProjects = { queryKey: ['portal', 'project'] } as const;

/** A project by name or number, with what the caller may do in it. */
export const projectQuery = (ref: string) =>
  queryOptions({
    queryKey: [...allOfProjects.queryKey, ref],
    queryFn: async (): Promise<ProjectRoom> => {
      const { data: project } = await call('GET', projectApi(ref));
      const { data: rights } = await call(
        'GET',
        `/api/v2.0/users/current/permissions?scope=/project/${project.project_id}&relative=true`,
      );
      const words = new Set(rights.map((right) => `${right.resource === '.' ? 'project' : right.resource}:${right.action}`));
      return { project, ref: projectRef(project), may: (resource, action) => words.has(`${resource}:${action}`) };
    },
    staleTime: 30_000,
  });

export const allRepositories = { queryKey: ['portal', 'repositories'] } as const;

export const deleteRepository = (project: string, repository: string) => call('DELETE', repositoryApi(project, repository));

export const allProviders = { queryKey: ['portal', 'providers'] } as const;

export const providersQuery = queryOptions({
  queryKey: [...allProviders.queryKey, 'list'],
  queryFn: () => call('GET', '/api/v2.0/oidc-providers'),
});

export const allRoles = { queryKey: ['portal', 'roles'] } as const;

/** Harbor's roles and the registry's own. */
export const rolesQuery = queryOptions({
  queryKey: [...allRoles.queryKey, 'list'],
  queryFn: async () => (await call('GET', '/api/v2.0/roles?page_size=100')).data,
});

/** Every right that a robot may have, of the system and in a project. */
export const permissionsQuery = queryOptions({
  queryKey: ['portal', 'permissions'],
  queryFn: async () => (await call('GET', '/api/v2.0/permissions')).data,
  staleTime: Infinity,
});

/** The users whose names have this part; none without one. */
export const userSearchQuery = (part: string) =>
  queryOptions({
    queryKey: ['portal', 'user-search', part],
    queryFn: async () => (await call('GET', `/api/v2.0/users/search${query({ username: part, page_size: 10 })}`)).data,
    enabled: part.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

/** Every list of labels. */
export const allLabels = { queryKey: ['portal', 'labels'] } as const;

const scopeOf = (projectId: number | null) => (projectId === null ? { scope: 'g' } : { scope: 'p', project_id: projectId });

/** @param projectId whose; null for those of the registry */
export const labelsQuery = (projectId: number | null, { page, pageSize, search }: ListRequest) =>
  queryOptions({
    queryKey: [...allLabels.queryKey, projectId, page, pageSize, search],
    queryFn: () => call('GET', `/api/v2.0/labels${query({ ...scopeOf(projectId), page, page_size: pageSize, name: search })}`),
    placeholderData: keepPreviousData,
  });

/** Those that artifacts of a project can be marked with, by their names. */
export const labelsForQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...allLabels.queryKey, 'for', projectId],
    queryFn: async () => {
      const lists = await Promise.all(
        [projectId, null].map((one) => call('GET', `/api/v2.0/labels${query({ ...scopeOf(one), page_size: 0, sort: 'name' })}`)),
      );
      return lists.flatMap((list) => list.data);
    },
    staleTime: 10_000,
  });
