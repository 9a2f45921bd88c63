import type { Schema } from '@portal/lib/harbor';
import { accessOf, word } from '@portal/lib/permissions';

export type Permission = Schema<'RobotPermission'>;

export type Robot = Schema<'Robot'>;

/** What robots can be allowed. */
export type Catalogue = Schema<'RobotCatalogue'>;

/** All projects, those to come as well. */
export const ALL_PROJECTS = '*';

/** What is chosen: "resource:action" for the system, and for each project. */
export interface Choice {
  system: ReadonlySet<string>;
  projects: ReadonlyMap<string, ReadonlySet<string>>;
}

export const USUAL_ACCESS: ReadonlySet<string> = new Set(['repository:pull', 'repository:push', 'repository:list', 'artifact:read', 'artifact:list', 'tag:list']);

export function choiceOf(permissions: readonly Permission[]): Choice {
  const projects = new Map<string, Set<string>>();
  const system = new Set<string>();
  for (const permission of permissions) {
    const chosen = permission.kind === 'system' ? system : (projects.get(permission.namespace) ?? new Set<string>());
    permission.access.forEach((access) => chosen.add(word(access)));
    if (permission.kind === 'project') {
      projects.set(permission.namespace, chosen);
    }
  }
  return { system, projects };
}

export function permissionsOf({ system, projects }: Choice): Permission[] {
  const access = (chosen: ReadonlySet<string>) => [...chosen].map(accessOf);
  return [
    ...(system.size > 0 ? [{ kind: 'system' as const, namespace: '/', access: access(system) }] : []),
    ...[...projects].filter(([, chosen]) => chosen.size > 0).map(([namespace, chosen]) => ({ kind: 'project' as const, namespace, access: access(chosen) })),
  ];
}
