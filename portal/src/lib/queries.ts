import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './http';

/**
 * What fetches and keeps the server's answers. A refusal is final, anything else is tried again twice.
 *
 * @param onError hears of each failure, for instance to notice that the session ended
 */
export function queriesThat(onError: (queries: QueryClient, error: unknown) => void): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => onError(queries, error) }),
    mutationCache: new MutationCache({ onError: (error) => onError(queries, error) }),
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
        refetchOnWindowFocus: false,
      },
    },
  });
  return queries;
}
