import { queryOptions } from '@tanstack/react-query';
import { allOfRegistry } from '@panel/lib/api';
import { control, type Model } from '@panel/lib/control';
import { registryApi } from '@panel/lib/registry';

export type Block = Pick<Model<'cloud.containerRegistry.IPRestrictions'>, 'ipBlock' | 'description'>;

/** Docker and the portal, or the registry's management. */
export type Side = 'registry' | 'management';

function blocksApi(project: string, id: string, side: Side) {
  const blocks = `${registryApi(project, id)}/ipRestrictions` as const;
  return side === 'registry' ? (`${blocks}/registry` as const) : (`${blocks}/management` as const);
}

export const blocksQuery = (project: string, id: string, side: Side) =>
  queryOptions({
    queryKey: [...allOfRegistry(id).queryKey, 'ip', side],
    queryFn: () => control('GET', blocksApi(project, id, side)),
  });

export const changeBlocks = (project: string, id: string, side: Side, blocks: { ipBlock: string; description: string }[]) =>
  control('PUT', blocksApi(project, id, side), blocks);

/** @param deleteUsers whether the users in the way go */
export const switchIamOn = (project: string, id: string, deleteUsers: boolean) => control('POST', `${registryApi(project, id)}/iam`, { deleteUsers });

export const switchIamOff = (project: string, id: string) => control('DELETE', `${registryApi(project, id)}/iam`);
