import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { allOfRegistry } from '@panel/lib/api';
import { control, found } from '@panel/lib/control';
import { registryApi } from '@panel/lib/registry';
import type { Provider } from '@shared/provider/provider';
import type { Configured } from './provider';

const PAGE = 15;

const oidcApi = (project: string, id: string) => `${registryApi(project, id)}/openIdConnect` as const;

/** The configuration of a registry, null when there is none. */
export const configuredQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: [...allOfRegistry(id).queryKey, 'oidc', 'configured'],
    queryFn: () => found(control('GET', oidcApi(project, id)) as Promise<Configured>),
  });

/** The sign-ins through the provider, the newest first. */
export const attemptsQuery = (project: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...allOfRegistry(id).queryKey, 'oidc', 'attempts'],
    queryFn: ({ pageParam }) => control('GET', `${oidcApi(project, id)}/attempts?limit=${PAGE}${pageParam === 0 ? '' : `&before=${pageParam}`}`),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
  });

/** What a check looks at. */
export type Checked = Pick<Provider, 'endpoint' | 'verifyCert' | 'scope' | 'groupsClaim' | 'userClaim'>;

/** What the provider of these settings answers. */
export const checkQuery = (project: string, id: string, settings: Checked) =>
  queryOptions({
    queryKey: ['panel', 'oidc-check', id, settings],
    // The check asks for the form of the real call, but tries neither client nor secret.
    queryFn: () => control('POST', `${oidcApi(project, id)}/check`, { provider: { ...settings, name: 'check', clientId: 'check', clientSecret: 'check' } }),
    staleTime: 30_000,
    retry: false,
  });

/**
 * What would come of a sign-in with these settings.
 *
 * @param claims as JSON text
 */
export const previewClaims = (project: string, id: string, provider: Provider, claims: string) =>
  control('POST', `${oidcApi(project, id)}/preview`, { provider: { ...provider, clientId: 'preview', clientSecret: 'preview' }, claims });

/** @param deleteUsers whether the users in the way go */
export const setProvider = (project: string, id: string, provider: Provider, deleteUsers: boolean) =>
  control('POST', oidcApi(project, id), { deleteUsers, provider });

/** A secret that was not typed stays as it is. */
export function changeProvider(project: string, id: string, { clientSecret, ...changed }: Provider) {
  return control('PUT', oidcApi(project, id), clientSecret === '' ? changed : { ...changed, clientSecret });
}

export const removeProvider = (project: string, id: string) => control('DELETE', oidcApi(project, id));
