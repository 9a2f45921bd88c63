import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, linked, read } from '@portal/lib/harbor';
import { repositoryApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { ApiError, query } from '@shared/http/client';

const artifactsApi = (project: string, repository: string) => `${repositoryApi(project, repository)}/artifacts` as const;

/** A repository, its artifacts and what points at them. */
export const allOfRepository = (project: string, repository: string) => ({ queryKey: ['portal', 'repository', project, repository] }) as const;

export const repositoryQuery = (project: string, repository: string) =>
  queryOptions({
    queryKey: [...allOfRepository(project, repository).queryKey, 'about'],
    queryFn: async () => (await call('GET', repositoryApi(project, repository))).data,
  });

/** @param q the API's conditions */
export const artifactsQuery = (project: string, repository: string, q: string, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allOfRepository(project, repository).queryKey, 'artifacts', q, page, pageSize],
    queryFn: () => call('GET', `${artifactsApi(project, repository)}${query({ page, page_size: pageSize, q, with_accessory: 'true', with_immutable_status: 'true', with_label: 'true' })}`),
    placeholderData: keepPreviousData,
  });

export const artifactQuery = (project: string, repository: string, digest: string) =>
  queryOptions({
    queryKey: [...allOfRepository(project, repository).queryKey, 'artifact', digest],
    queryFn: async () => (await call('GET', `${artifactsApi(project, repository)}/${digest}?with_accessory=true&with_immutable_status=true&with_label=true`)).data,
  });

/** What points at an artifact. */
export const referrersQuery = (project: string, repository: string, digest: string) =>
  queryOptions({
    queryKey: [...allOfRepository(project, repository).queryKey, 'artifact', digest, 'referrers'],
    queryFn: async () => (await call('GET', `${artifactsApi(project, repository)}/${digest}/accessories?page_size=100`)).data,
  });

/**
 * What the API has a link to beside an artifact, in JSON.
 *
 * @template T what is there; the API does not say
 */
export const additionQuery = <T>(path: string) =>
  queryOptions({
    queryKey: ['portal', 'addition', path],
    queryFn: async () => (await linked<T>(path)).data,
  });

/** The same for a text; null when the artifact has no such file. */
export const textQuery = (path: string) =>
  queryOptions({
    queryKey: ['portal', 'text', path],
    queryFn: async () => {
      try {
        return await read(path);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) {
          return null;
        }
        throw error;
      }
    },
  });

export const deleteArtifact = (project: string, repository: string, digest: string) => call('DELETE', `${artifactsApi(project, repository)}/${digest}`);

export const addTag = (project: string, repository: string, digest: string, name: string) =>
  call('POST', `${artifactsApi(project, repository)}/${digest}/tags`, { name });

export const removeTag = (project: string, repository: string, digest: string, name: string) =>
  call('DELETE', `${artifactsApi(project, repository)}/${digest}/tags/${name}`);

export const markArtifact = (project: string, repository: string, digest: string, label: number) =>
  call('POST', `${artifactsApi(project, repository)}/${digest}/labels`, { id: label });

export const unmarkArtifact = (project: string, repository: string, digest: string, label: number) =>
  call('DELETE', `${artifactsApi(project, repository)}/${digest}/labels/${label}`);
