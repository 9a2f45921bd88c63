import { control } from '@panel/lib/control';
import { registryApi } from '@panel/lib/registry';

export const renameRegistry = (project: string, id: string, name: string) => control('PUT', registryApi(project, id), { name });

export const changePlan = (project: string, id: string, planID: string) => control('PUT', `${registryApi(project, id)}/plan`, { planID });

export const deleteRegistry = (project: string, id: string) => control('DELETE', registryApi(project, id));
