import { ApiError } from '@shared/http/client';

/** Something to be deleted, under the name people know it by. */
export interface Doomed {
  name: string;
  remove: () => Promise<unknown>;
}

/** Something that is still there, and why. */
export interface Left {
  name: string;
  error: unknown;
}

/**
 * Deletes things one after the other and goes on when one cannot be: what is left is told at the end.
 *
 * @param progress told after each how many were tried
 * @param isStopped asked before each
 */
export async function deleteAll(things: readonly Doomed[], progress: (done: number) => void, isStopped: () => boolean): Promise<Left[]> {
  const left: Left[] = [];
  for (const [index, { name, remove }] of things.entries()) {
    if (isStopped()) {
      break;
    }
    try {
      await remove();
    } catch (error) {
      // Somebody else may have been quicker. Without a session or a server each of the others would fail as well.
      if (!(error instanceof ApiError) || error.status === 401 || error.status === 0) {
        throw error;
      }
      if (error.status !== 404) {
        left.push({ name, error });
      }
    }
    progress(index + 1);
  }
  return left;
}
