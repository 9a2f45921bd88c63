import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';
import { projectApi } from '@portal/lib/project';
import type { ListRequest } from '@shared/components/list-state';
import { query } from '@shared/http/client';

const rulesApi = (ref: string) => `${projectApi(ref)}/immutabletagrules` as const;

export type RuleChange = Body<'POST', `/api/v2.0/projects/${string}/immutabletagrules`>;

export const allRules = (ref: string) => ({ queryKey: ['portal', 'immutable-rules', ref] }) as const;

export const rulesQuery = (ref: string, { page, pageSize }: ListRequest) =>
  queryOptions({
    queryKey: [...allRules(ref).queryKey, page, pageSize],
    queryFn: () => call('GET', `${rulesApi(ref)}${query({ page, page_size: pageSize })}`),
    placeholderData: keepPreviousData,
  });

export const addRule = (ref: string, rule: RuleChange) => call('POST', rulesApi(ref), rule);

export const changeRule = (ref: string, id: number, rule: RuleChange) => call('PUT', `${rulesApi(ref)}/${id}`, { ...rule, id });

export const removeRule = (ref: string, id: number) => call('DELETE', `${rulesApi(ref)}/${id}`);
