import type { Doomed } from '@portal/lib/delete-all';
import { call } from '@portal/lib/harbor';
import { projectApi, repositoryApi } from '@portal/lib/project';

const BATCH = 100;

/** All repositories of a project, to be deleted. */
export async function repositoriesOf(ref: string, project: string): Promise<Doomed[]> {
  const all = new Map<string, Doomed>();
  for (let page = 1; ; page++) {
    const { data } = await call('GET', `${projectApi(ref)}/repositories?page_size=${BATCH}&page=${page}&sort=name`);
    for (const { name } of data) {
      all.set(name, { name, remove: () => call('DELETE', repositoryApi(ref, name.slice(project.length + 1))) });
    }
    if (data.length < BATCH) {
      return [...all.values()];
    }
  }
}
