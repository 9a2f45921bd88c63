import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const POLICIES = '/webhook/policies';

export const allWebhooks = { queryKey: ['portal', 'webhooks'] } as const;

export type NewPolicy = Body<'POST', `/api/v2.0/projects/${string}/webhook/policies`>;

/** How a project is called, or null for the registry's policies, which are for all projects. */
export type Place = string | null;

/** Both have the same operations of the same shapes; the types are those of a project's. */
const policiesOf = (place: Place) => (place === null ? `/api/v2.0${POLICIES}` : `${projectApi(place)}${POLICIES}`) as `/api/v2.0/projects/${string}${typeof POLICIES}`;

/** The policies, a page of them. */
export const webhooksQuery = (place: Place, q: string, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allWebhooks.queryKey, place, q, page, pageSize],
    queryFn: () => call('GET', `${policiesOf(place)}${query({ page, page_size: pageSize, q })}`),
    placeholderData: keepPreviousData,
  });

/** What was sent for a policy, the latest first; looked at again every few seconds. */
export const deliveriesQuery = (place: Place, id: number, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allWebhooks.queryKey, place, id, page, pageSize],
    queryFn: () => call('GET', `${policiesOf(place)}/${id}/executions${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });

export const savePolicy = (place: Place, id: number | undefined, policy: NewPolicy) =>
  id === undefined ? call('POST', policiesOf(place), policy) : call('PUT', `${policiesOf(place)}/${id}`, policy);

export const deletePolicy = (place: Place, id: number) => call('DELETE', `${policiesOf(place)}/${id}`);

/** A new secret, beside which the one before signs for a day. */
export const newSecret = async (place: Place, id: number) => (await call('PUT', `${policiesOf(place)}/${id}/secret`, {})).data.secret;

/** A message that is sent once, when this is asked for first, and what came of it. */
export const trialQuery = (place: Place, id: number) =>
  queryOptions({
    queryKey: ['portal', 'webhook-trial', place, id],
    queryFn: async () => (await call('POST', `${policiesOf(place)}/${id}/test`)).data,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const replayAll = (place: Place, id: number) => call('POST', `${policiesOf(place)}/${id}/replay`);

export const replay = (place: Place, id: number, message: number) => call('POST', `${policiesOf(place)}/${id}/executions/${message}/replay`);
