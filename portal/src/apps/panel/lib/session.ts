import { queryOptions } from '@tanstack/react-query';
import { useSession as useSessionOf } from '@shared/session/session';
import { control, keepCsrfToken, type Model } from './control';

/** The account that is signed in with this browser. */
export type AccountSession = Model<'auth.Session'>;

export const sessionQuery = queryOptions({ queryKey: ['panel', 'session'], queryFn: loadSession, staleTime: Infinity });

/** The session of this browser, null when nobody is signed in. */
export async function loadSession(): Promise<AccountSession | null> {
  // Null when nobody is signed in, which the document has no word for.
  const session = (await control('GET', '/auth/session')) as AccountSession | null | undefined;
  keepCsrfToken(session?.csrfToken ?? '');
  return session ?? null;
}

/** The account; null when nobody is signed in. */
export const useSession = () => useSessionOf<AccountSession | null>();

/** The account, on pages that only exist for one. */
export function useAccount(): AccountSession {
  const account = useSession();
  if (account === null) {
    throw new Error('nobody is signed in');
  }
  return account;
}
