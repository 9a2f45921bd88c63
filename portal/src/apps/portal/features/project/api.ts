import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { allRepositories, projectQuery } from '@portal/lib/api';
import { call } from '@portal/lib/harbor';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

export const repositoriesQuery = (project: string, { page, pageSize, search, sort }: ListRequest) =>
  queryOptions({
    queryKey: [...allRepositories.queryKey, project, 'list', page, pageSize, search, sort],
    queryFn: () => call('GET', `${projectApi(project)}/repositories${query({ page, page_size: pageSize, name: search, sort })}`),
    placeholderData: keepPreviousData,
  });

/** The repositories that changed last. */
export const recentRepositoriesQuery = (project: string) =>
  queryOptions({
    queryKey: [...allRepositories.queryKey, project, 'recent'],
    queryFn: async () => (await call('GET', `${projectApi(project)}/repositories?page_size=5&sort=-update_time`)).data,
  });

export const summaryQuery = (ref: string) =>
  queryOptions({
    queryKey: [...projectQuery(ref).queryKey, 'summary'],
    queryFn: async () => (await call('GET', `${projectApi(ref)}/summary`)).data,
  });

export const setVisibility = (ref: string, isPublic: boolean) => call('PUT', projectApi(ref), { metadata: { public: String(isPublic) } });
