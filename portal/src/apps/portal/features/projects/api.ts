import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const PROJECTS = '/api/v2.0/projects';

export const allProjectLists = { queryKey: ['portal', 'projects'] } as const;

/** @param isPublic "true" or "false"; empty for both */
export const projectsQuery = ({ page, pageSize, search, sort }: ListRequest, isPublic: string) =>
  queryOptions({
    queryKey: [...allProjectLists.queryKey, page, pageSize, search, sort, isPublic],
    queryFn: () => call('GET', `${PROJECTS}${query({ page, page_size: pageSize, name: search, sort, public: isPublic })}`),
    placeholderData: keepPreviousData,
  });

export const createProject = (project: Body<'POST', typeof PROJECTS>) => call('POST', PROJECTS, project);

export const deleteProject = (id: number) => call('DELETE', `${PROJECTS}/${id}`);

/** A batch of a project's repositories, by name. */
export const repositoriesBatch = async (project: string, page: number, size: number) =>
  (await call('GET', `${projectApi(project)}/repositories?page_size=${size}&page=${page}&sort=name`)).data;
