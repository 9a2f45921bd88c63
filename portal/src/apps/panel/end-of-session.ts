import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/http/http';

/** The query that says whether the session ended while a page stood open. */
export const SESSION_ENDED = ['session-ended'];

/** Remembers that the server no longer knows who this is; what is on the page stays there. */
export function noteEndedSession(queries: QueryClient, error: unknown): void {
  const isOpen = queries.getQueryData(['session']) != null && !window.location.pathname.startsWith('/panel/sign-in');
  if (error instanceof ApiError && error.status === 401 && isOpen) {
    queries.setQueryData(SESSION_ENDED, true);
  }
}
