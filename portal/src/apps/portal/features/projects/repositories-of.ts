import { deleteRepository } from '@portal/lib/api';
import type { Doomed } from '@portal/lib/delete-all';
import { repositoriesBatch } from './api';

const BATCH = 100;

/** All repositories of a project, to be deleted. */
export async function repositoriesOf(project: string): Promise<Doomed[]> {
  const all = new Map<string, Doomed>();
  for (let page = 1; ; page++) {
    const batch = await repositoriesBatch(project, page, BATCH);
    for (const { name } of batch) {
      all.set(name, { name, remove: () => deleteRepository(project, name.slice(project.length + 1)) });
    }
    if (batch.length < BATCH) {
      return [...all.values()];
    }
  }
}
