import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure, Loading } from '@shared/components/states';
import { call } from '@shared/http/http';
import { SessionContext, type Session } from './lib/session';

// Before sign-in the server tells less about itself; asking for the user then would only earn a 401.
async function load(): Promise<Session> {
  const { data: info } = await call('GET', '/api/v2.0/systeminfo');
  if (info.external_url === undefined) {
    return { info, user: null };
  }
  const { data: user } = await call('GET', '/api/v2.0/users/current');
  return { info, user };
}

/** Finds out who is signed in before anything is shown. */
export function SessionLoader({ children }: { children: ReactNode }) {
  const session = useQuery({ queryKey: ['session'], queryFn: load, staleTime: 60_000 });
  if (session.isPending) {
    return (
      <div className="padded">
        <Loading rows={3} />
      </div>
    );
  }
  if (session.isError) {
    return (
      <div className="padded">
        <Failure error={session.error} retry={() => void session.refetch()} />
      </div>
    );
  }
  return <SessionContext value={session.data}>{children}</SessionContext>;
}
