import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Schema } from '@portal/lib/harbor';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';
import type { Policy, PolicyChange } from './policy';

const ALL = '/api/v2.0/retentions';
const executionsApi = (policy: number) => `${ALL}/${policy}/executions` as const;

export type Execution = Schema<'RetentionExecution'>;
export type Task = Schema<'RetentionTask'>;

/** Whose retention: a project's, or with null that of all projects without their own. */
export type Whose = string | null;

export const policyKey = (whose: Whose) => ({ queryKey: ['portal', 'retention', whose ?? ''] }) as const;

/** Without a policy there is no body. */
const orNull = (policy: Policy | undefined): Policy | null => policy ?? null;

const registryPolicy = async () => orNull((await call('GET', `${ALL}/registry`)).data);

async function projectPolicy(ref: string): Promise<Policy | null> {
  const { metadata } = (await call('GET', projectApi(ref))).data;
  const id = (metadata as { retention_id?: string }).retention_id;
  return id === undefined ? null : (await call('GET', `${ALL}/${id}`)).data;
}

/** The policy; null while there is none. */
export const policyQuery = (whose: Whose) =>
  queryOptions({
    queryKey: policyKey(whose).queryKey,
    queryFn: () => (whose === null ? registryPolicy() : projectPolicy(whose)),
  });

/** Makes the policy, or changes the one that is there. */
export const savePolicy = (policy: Policy | null, body: PolicyChange) =>
  policy === null ? call('POST', ALL, body) : call('PUT', `${ALL}/${policy.id}`, body);

export const removePolicy = (id: number) => call('DELETE', `${ALL}/${id}`);

export const previewPolicy = (body: PolicyChange) => call('POST', `${ALL}/preview`, body);

const isOpen = (execution: Execution) => execution.status === 'Pending' || execution.status === 'Running';

export const allExecutions = (policy: number) => ({ queryKey: ['portal', 'retention-executions', policy] }) as const;

/** A page of the runs; looked at every second while one is at work. */
export const executionsQuery = (policy: number, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allExecutions(policy).queryKey, page, pageSize],
    queryFn: () => call('GET', `${executionsApi(policy)}${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: (now) => (now.state.data?.data.some(isOpen) === true ? 1_000 : 15_000),
  });

export const startRun = (policy: number, dryRun: boolean) => call('POST', executionsApi(policy), { dry_run: dryRun });

export const stopRun = (policy: number, execution: number) => call('PATCH', `${executionsApi(policy)}/${execution}`, { action: 'stop' });

export const tasksQuery = (policy: number, execution: number) =>
  queryOptions({
    queryKey: ['portal', 'retention-tasks', policy, execution],
    queryFn: () => call('GET', `${executionsApi(policy)}/${execution}/tasks?page_size=100`),
  });

export const taskLog = (policy: number, task: Task) => `${executionsApi(policy)}/${task.execution_id}/tasks/${task.id}`;
