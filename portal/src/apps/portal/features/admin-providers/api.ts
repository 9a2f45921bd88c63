import { queryOptions } from '@tanstack/react-query';
import { allProviders } from '@portal/lib/api';
import { call, web, type Body } from '@portal/lib/harbor';
import type { Settings } from './provider';

const PROVIDERS = '/api/v2.0/oidc-providers';

/** What the sign-in page knows of a provider. */
export interface ProviderStatus {
  alias: string;
  available: boolean;
  problem?: string | null;
}

const providerApi = (alias: string) => `${PROVIDERS}/${encodeURIComponent(alias)}` as const;

export const providerQuery = (alias: string) =>
  queryOptions({
    queryKey: [...allProviders.queryKey, 'one', alias],
    queryFn: async () => (await call('GET', providerApi(alias))).data,
  });

/** Whether each provider answers. */
export const providerStatusQuery = queryOptions({
  queryKey: [...allProviders.queryKey, 'status'],
  queryFn: async () => (await web<ProviderStatus[]>('GET', '/c/oidc/providers')).data,
  refetchInterval: 30_000,
});

export const addProvider = (alias: string, settings: Settings) => call('POST', PROVIDERS, { alias, ...settings });

export const changeProvider = (alias: string, settings: Settings) => call('PUT', providerApi(alias), settings);

export const removeProvider = (alias: string) => call('DELETE', providerApi(alias));

export const changeProviderOptions = (alias: string, options: Body<'PUT', `/api/v2.0/oidc-providers/${string}/options`>) =>
  call('PUT', `${providerApi(alias)}/options`, options);

/** Asks whether there is a provider at this address. */
export const pingProvider = (url: string, verifyCert: boolean) => call('POST', '/api/v2.0/system/oidc/ping', { url, verify_cert: verifyCert });
