import { queryOptions } from '@tanstack/react-query';
import { control, found, keepCsrfToken } from './control';
import { isBusy, projectApi, registryApi } from './registry';
import type { AccountSession } from './session';

/** What more than one feature asks for; names that begin with "all" say what an answer makes old. */

/** How often the status of work in progress is looked at, in milliseconds. */
const LOOK_EVERY = 1500;

export const sessionQuery = queryOptions({ queryKey: ['panel', 'session'], queryFn: loadSession, staleTime: Infinity });

/** The session of this browser, null when nobody is signed in. */
export async function loadSession(): Promise<AccountSession | null> {
  // Null when nobody is signed in, which the document has no word for.
  const session = (await control('GET', '/auth/session')) as AccountSession | null | undefined;
  keepCsrfToken(session?.csrfToken ?? '');
  return session ?? null;
}

export const endSession = () => control('DELETE', '/auth/session');

/** The ids of the account's projects. */
export const projectsQuery = queryOptions({
  queryKey: ['panel', 'projects'],
  queryFn: () => control('GET', '/cloud/project'),
});

/** The project, null when there is none of this id for the account. */
export const projectQuery = (project: string) =>
  queryOptions({
    queryKey: ['panel', 'project', project],
    queryFn: () => found(control('GET', projectApi(project))),
  });

/** All registries of a project; looked at again and again while work is in progress. */
export const registriesQuery = (project: string) =>
  queryOptions({
    queryKey: ['panel', 'registries', project],
    queryFn: () => control('GET', `${projectApi(project)}/containerRegistry`),
    refetchInterval: (query) => (query.state.data?.some(isBusy) === true ? LOOK_EVERY : false),
  });

/** All that is asked about a registry. */
export const allOfRegistry = (id: string) => ({ queryKey: ['panel', 'registry', id] }) as const;

/** One registry, null when there is none of this id; looked at again while work is in progress. */
export const registryQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: [...allOfRegistry(id).queryKey, 'itself'],
    queryFn: () => found(control('GET', registryApi(project, id))),
    refetchInterval: (query) => (query.state.data != null && isBusy(query.state.data) ? LOOK_EVERY : false),
  });

export const planQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: [...allOfRegistry(id).queryKey, 'plan'],
    queryFn: () => control('GET', `${registryApi(project, id)}/plan`),
  });

/** The regions, each with the plans that can be had there. */
export const capabilitiesQuery = (project: string) =>
  queryOptions({
    queryKey: ['panel', 'capabilities', project],
    queryFn: () => control('GET', `${projectApi(project)}/capabilities/containerRegistry`),
    staleTime: Infinity,
  });

export const registryUsersQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: [...allOfRegistry(id).queryKey, 'users'],
    queryFn: () => control('GET', `${registryApi(project, id)}/users`),
  });
