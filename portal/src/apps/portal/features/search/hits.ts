import { paths } from '@portal/lib/paths';
import type { Found } from './api';

export interface Hit {
  key: string;
  text: string;
  /** Tells it from others of the same name. */
  more: string;
  color?: string;
  to: string;
}

export interface Group {
  name: 'projects' | 'repositories' | 'artifacts' | 'labels';
  hits: readonly Hit[];
  /** Whether there are more than these. */
  isCut: boolean;
}

/** A repository's name without its project. */
const within = (project: string, repository: string) => repository.slice(project.length + 1);

/**
 * What was found, with the pages it leads to; groups without anything are left out.
 *
 * @param isAdministrator labels of the registry have a page for these only
 */
export function groupsOf(found: Found, isAdministrator: boolean): Group[] {
  const groups: Group[] = [
    {
      name: 'projects',
      hits: found.projects.items.map((one) => ({ key: `p${one.project_id}`, text: one.name, more: '', to: paths.repositories(one.name) })),
      isCut: found.projects.more,
    },
    {
      name: 'repositories',
      hits: found.repositories.items.map((one) => ({
        key: `r${one.name}`, text: one.name, more: '', to: paths.repository(one.project_name, within(one.project_name, one.name)),
      })),
      isCut: found.repositories.more,
    },
    {
      name: 'artifacts',
      hits: found.artifacts.items.map((one) => ({
        key: `a${one.repository_name}@${one.digest}:${one.tag ?? ''}`,
        text: one.tag === null ? one.repository_name : `${one.repository_name}:${one.tag}`,
        more: one.digest.slice(0, 19),
        to: paths.artifact(one.project_name, within(one.project_name, one.repository_name), one.digest),
      })),
      isCut: found.artifacts.more,
    },
    {
      name: 'labels',
      hits: found.labels.items
        .filter((one) => one.project_name !== null || isAdministrator)
        .map((one) => ({
          key: `l${one.id}`, text: one.name, more: one.project_name ?? '', color: one.color,
          to: one.project_name === null ? paths.labels : paths.projectLabels(one.project_name),
        })),
      isCut: found.labels.more,
    },
  ];
  return groups.filter((group) => group.hits.length > 0);
}

/** The place of the one that is marked after a step; -1 for none, from which both ways lead in. */
export function stepped(at: number, step: 1 | -1, count: number): number {
  return count === 0 ? -1 : at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
}
