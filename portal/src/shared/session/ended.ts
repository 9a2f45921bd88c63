import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { ApiError } from '@shared/http/client';

/** Whether the session ended while a page stood open; what is on the page stays there. */
let isEnded = false;
const listeners = new Set<() => void>();

function set(ended: boolean): void {
  isEnded = ended;
  listeners.forEach((listener) => listener());
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes note when a call fails because the server no longer knows who this is. */
export function noteEndedSession(error: unknown): void {
  if (error instanceof ApiError && error.status === 401) {
    set(true);
  }
}

export interface EndedSession {
  isEnded: boolean;
  /** The same person is back: all that is shown is asked for again. */
  goOn: () => Promise<void>;
}

export function useEndedSession(): EndedSession {
  const queries = useQueryClient();
  const ended = useSyncExternalStore(listen, () => isEnded);
  const goOn = useCallback(() => {
    set(false);
    return queries.invalidateQueries();
  }, [queries]);
  return { isEnded: ended, goOn };
}
