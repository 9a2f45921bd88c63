import type { Model } from './control';

export type Project = Model<'cloud.Project'>;

export type Registry = Model<'cloud.containerRegistry.Registry'>;

export type Plan = Model<'cloud.containerRegistry.Plan'>;

export type Capability = Model<'cloud.containerRegistry.Capability'>;

export type RegistryUser = Model<'cloud.containerRegistry.User'>;

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
