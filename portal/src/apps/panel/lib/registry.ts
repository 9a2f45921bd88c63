import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { control, found, type Model } from './control';

export type Project = Model<'cloud.Project'>;

export type Registry = Model<'cloud.containerRegistry.Registry'>;

export type Plan = Model<'cloud.containerRegistry.Plan'>;

export type Capability = Model<'cloud.containerRegistry.Capability'>;

export type RegistryUser = Model<'cloud.containerRegistry.User'>;

/** How often the status of work in progress is looked at, in milliseconds. */
const LOOK_EVERY = 1500;

/** Whether the registry is being made, changed or deleted. */
export function isBusy(registry: Registry): boolean {
  return registry.status !== 'READY' && registry.status !== 'ERROR' && registry.status !== 'SUSPENDED';
}

export function projectApi(project: string): `/cloud/project/${string}` {
  return `/cloud/project/${encodeURIComponent(project)}`;
}

export function registryApi(project: string, id: string): `/cloud/project/${string}/containerRegistry/${string}` {
  return `${projectApi(project)}/containerRegistry/${encodeURIComponent(id)}`;
}

/** The project, null when there is none of this id for the account. */
export function useProject(project: string): UseQueryResult<Project | null> {
  return useQuery({ queryKey: ['project', project], queryFn: () => found(control('GET', projectApi(project))) });
}

/** All registries of a project; looked at again and again while work is in progress. */
export function useRegistries(project: string): UseQueryResult<Registry[]> {
  return useQuery({
    queryKey: ['registries', project],
    queryFn: () => control('GET', `${projectApi(project)}/containerRegistry`),
    refetchInterval: (query) => (query.state.data?.some(isBusy) === true ? LOOK_EVERY : false),
  });
}

/** One registry, null when there is none of this id; looked at again while work is in progress. */
export function useRegistry(project: string, id: string): UseQueryResult<Registry | null> {
  return useQuery({
    queryKey: ['registry', id],
    queryFn: () => found(control('GET', registryApi(project, id))),
    refetchInterval: (query) => (query.state.data != null && isBusy(query.state.data) ? LOOK_EVERY : false),
  });
}

export function usePlan(project: string, id: string): UseQueryResult<Plan> {
  return useQuery({ queryKey: ['registry', id, 'plan'], queryFn: () => control('GET', `${registryApi(project, id)}/plan`) });
}

/** The regions, each with the plans that can be had there. */
export function useCapabilities(project: string): UseQueryResult<Capability[]> {
  return useQuery({
    queryKey: ['capabilities', project],
    queryFn: () => control('GET', `${projectApi(project)}/capabilities/containerRegistry`),
    staleTime: Infinity,
  });
}

export function useRegistryUsers(project: string, id: string): UseQueryResult<RegistryUser[]> {
  return useQuery({
    queryKey: ['registry', id, 'users'],
    queryFn: () => control('GET', `${registryApi(project, id)}/users`),
  });
}

/** A change to a registry; afterwards everything shown of it is asked for again. */
export function useRegistryChange<V, R>(project: string, id: string, change: (values: V) => Promise<R>, done?: (result: R, values: V) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result, values) => {
      done?.(result, values);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['registry', id] }),
        queries.invalidateQueries({ queryKey: ['registries', project] }),
      ]);
    },
  });
}
