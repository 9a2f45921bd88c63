import { call, type Body } from '@portal/lib/harbor';

export type LabelChange = Body<'PUT', `/api/v2.0/labels/${number}`>;

/** @param projectId whose; null for one of the registry */
export const addLabel = (projectId: number | null, label: LabelChange) =>
  call('POST', '/api/v2.0/labels', { ...label, ...(projectId === null ? { scope: 'g' as const } : { scope: 'p' as const, project_id: projectId }) });

export const changeLabel = (id: number, label: LabelChange) => call('PUT', `/api/v2.0/labels/${id}`, label);

export const removeLabel = (id: number) => call('DELETE', `/api/v2.0/labels/${id}`);
