import type { Schema } from '@portal/lib/harbor';
export type Group = Schema<'UserGroup'>;

export const PROVIDER_TYPE = 3;
export const LOCAL_TYPE = 4;

/** Whether its members are kept here; only the provider knows those of its groups. */
export function isLocal(group: Group): boolean {
  return group.group_type === LOCAL_TYPE;
}
