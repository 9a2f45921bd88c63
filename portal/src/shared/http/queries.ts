import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/http/client';

let isSigningOut = false;

/** From here on the answer "not signed in" is what the person asked for, and no news. */
export function startSigningOut(): void {
  isSigningOut = true;
}

/** The person is out: whoever signs in next hears of the end of the session again. */
export function endSigningOut(): void {
  isSigningOut = false;
}

/**
 * What fetches and keeps the server's answers. A refusal is final, anything else is tried again twice.
 *
 * @param onError hears of each failure, for instance to notice that the session ended; while the person signs out it
 *     does not hear that nobody is signed in
 */
export function queriesThat(onError: (queries: QueryClient, error: unknown) => void): QueryClient {
  const hear = (error: unknown) => {
    if (!(isSigningOut && error instanceof ApiError && error.status === 401)) {
      onError(queries, error);
    }
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: hear }),
    mutationCache: new MutationCache({ onError: hear }),
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
        refetchOnWindowFocus: false,
      },
    },
  });
  return queries;
}
