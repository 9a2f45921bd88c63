import { ApiError, call } from '../../lib/http';
import { projectApi, repositoryApi } from '../../lib/project';

const BATCH = 50;

/**
 * Deletes all repositories of a project, one after the other.
 *
 * @param progress told how many are gone
 * @param isStopped asked before each
 */
export async function emptyProject(
  ref: string,
  name: string,
  progress: (done: number) => void,
  isStopped: () => boolean,
): Promise<void> {
  let done = 0;
  while (!isStopped()) {
    const { data } = await call<{ name: string }[]>('GET', `${projectApi(ref)}/repositories?page_size=${BATCH}`);
    if (data.length === 0) {
      return;
    }
    for (const repository of data) {
      if (isStopped()) {
        return;
      }
      try {
        await call('DELETE', repositoryApi(ref, repository.name.slice(name.length + 1)));
      } catch (error) {
        // Somebody else was quicker.
        if (!(error instanceof ApiError && error.status === 404)) {
          throw error;
        }
      }
      progress(++done);
    }
  }
}
