import { useOutletContext } from 'react-router';
import type { Schema } from '@portal/lib/harbor';
import { paths } from './paths';

export type Project = Schema<'Project'>;

/** A project, and whether the caller may do something in it; the server decides, this only hides. */
export interface ProjectRoom {
  project: Project;
  /** How the project is called in addresses and in the API. */
  ref: string;
  may: (resource: string, action: string) => boolean;
}

/** A name of digits would be taken for an id: then the id itself. */
export function projectRef(project: Pick<Project, 'name' | 'project_id'>): string {
  return /^\d+$/.test(project.name) ? String(project.project_id) : project.name;
}

/** The API's path of a project. */
export function projectApi(ref: string): `/api/v2.0/projects/${string}` {
  return `/api/v2.0/projects/${encodeURIComponent(ref)}`;
}

/**
 * The API's path of a repository; a slash in it is encoded twice, as Harbor's clients do.
 *
 * @param project its name: this path knows no ids
 */
export function repositoryApi(project: string, repository: string): `/api/v2.0/projects/${string}/repositories/${string}` {
  return `${projectApi(project)}/repositories/${encodeURIComponent(encodeURIComponent(repository))}`;
}

/** What a project holds and may hold; nothing and anything as long as nobody reckoned. */
export function storageOf({ quota }: Pick<Schema<'ProjectSummary'>, 'quota'> | Pick<Project, 'quota'>): { used: number; hard: number } {
  return { used: quota?.used.storage ?? 0, hard: quota?.hard.storage ?? -1 };
}

/** The project whose pages these are. */
export function useProject(): ProjectRoom {
  return useOutletContext<ProjectRoom>();
}

/** The crumbs that lead to a project. */
export function projectCrumbs(room: ProjectRoom, projects: string): { text: string; to: string }[] {
  return [
    { text: projects, to: paths.projects },
    { text: room.project.name, to: paths.repositories(room.ref) },
  ];
}
