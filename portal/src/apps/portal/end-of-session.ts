import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/http/http';

/** Where the pages find out that the session has ended. */
export const SESSION_ENDED = ['session-ended'];

/** Another tab of the portal says here that somebody signed in. */
export const SIGNED_IN_CHANNEL = 'berth-signed-in';

/** Remembers that the server no longer knows who this is; what is on the page stays there. */
export function noteEndedSession(queries: QueryClient, error: unknown): void {
  const isOpen = window.location.pathname.startsWith('/harbor');
  if (error instanceof ApiError && error.status === 401 && isOpen) {
    queries.setQueryData(SESSION_ENDED, true);
  }
}
