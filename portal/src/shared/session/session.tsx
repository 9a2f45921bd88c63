import { useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import { createContext, use, type ReactNode } from 'react';
import { Failure, Loading } from '@shared/components/states';

/** What an app knows of who is signed in; each app says what that is. */
export const SessionContext = createContext<unknown>(undefined);

/** Finds out who is signed in before anything is shown. */
export function SessionLoader<S, K extends QueryKey>({ query, children }: { query: UseQueryOptions<S, Error, S, K>; children: ReactNode }) {
  const session = useQuery(query);
  if (session.isPending || session.isError) {
    return (
      <div className="padded">
        {session.isPending ? <Loading rows={3} /> : <Failure error={session.error} retry={() => void session.refetch()} />}
      </div>
    );
  }
  return <SessionContext value={session.data}>{children}</SessionContext>;
}

/** What the app knows of who is signed in, as its loader found it. */
export function useSession(): unknown {
  const session = use(SessionContext);
  if (session === undefined) {
    throw new Error('no session around');
  }
  return session;
}
