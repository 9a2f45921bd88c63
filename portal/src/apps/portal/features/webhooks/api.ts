import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const POLICIES = '/webhook/policies';

export const allWebhooks = { queryKey: ['portal', 'webhooks'] } as const;

export type NewPolicy = Body<'POST', `/api/v2.0/projects/${string}/webhook/policies`>;

const policiesOf = (project: string) => `${projectApi(project)}${POLICIES}` as const;

/** A project's policies, a page of them. */
export const webhooksQuery = (project: string, q: string, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allWebhooks.queryKey, project, q, page, pageSize],
    queryFn: () => call('GET', `${policiesOf(project)}${query({ page, page_size: pageSize, q })}`),
    placeholderData: keepPreviousData,
  });

/** What was sent for a policy, the latest first; looked at again every few seconds. */
export const deliveriesQuery = (project: string, id: number, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allWebhooks.queryKey, project, id, page, pageSize],
    queryFn: () => call('GET', `${policiesOf(project)}/${id}/executions${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });

export const savePolicy = (project: string, id: number | undefined, policy: NewPolicy) =>
  id === undefined ? call('POST', policiesOf(project), policy) : call('PUT', `${policiesOf(project)}/${id}`, policy);

export const deletePolicy = (project: string, id: number) => call('DELETE', `${policiesOf(project)}/${id}`);

/** A new secret, beside which the one before signs for a day. */
export const newSecret = async (project: string, id: number) => (await call('PUT', `${policiesOf(project)}/${id}/secret`, {})).data.secret;

/** A message that is sent once, when this is asked for first, and what came of it. */
export const trialQuery = (project: string, id: number) =>
  queryOptions({
    queryKey: ['portal', 'webhook-trial', project, id],
    queryFn: async () => (await call('POST', `${policiesOf(project)}/${id}/test`)).data,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const replayAll = (project: string, id: number) => call('POST', `${policiesOf(project)}/${id}/replay`);

export const replay = (project: string, id: number, message: number) => call('POST', `${policiesOf(project)}/${id}/executions/${message}/replay`);
