import { control } from '@panel/lib/control';
import { projectApi } from '@panel/lib/registry';

/** @param planId null for the one that the region begins with */
export const createRegistry = (project: string, wanted: { name: string; region: string; planId: string | null; hasLibrary: boolean }) =>
  control('POST', `${projectApi(project)}/containerRegistry`, {
    name: wanted.name,
    region: wanted.region,
    planID: wanted.planId,
    libraryProject: wanted.hasLibrary,
  });
