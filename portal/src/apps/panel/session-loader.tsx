import { useQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { Failure, Loading } from '@shared/components/states';
import { AccountContext, loadSession } from './lib/session';

/** Finds out who is signed in before anything is shown. */
export function SessionLoader() {
  const session = useQuery({ queryKey: ['session'], queryFn: loadSession, staleTime: Infinity });
  if (session.isPending || session.isError) {
    return (
      <div className="padded">
        {session.isPending ? <Loading rows={3} /> : <Failure error={session.error} retry={() => void session.refetch()} />}
      </div>
    );
  }
  return (
    <AccountContext value={session.data}>
      <Outlet />
    </AccountContext>
  );
}
