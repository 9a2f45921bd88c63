import { useSession as useSessionOf } from '@shared/session/session';
import type { Model } from './control';

/** The account that is signed in with this browser. */
export type AccountSession = Model<'auth.Session'>;

/** The account; null when nobody is signed in. */
export const useSession = () => useSessionOf() as AccountSession | null;

/** The account, on pages that only exist for one. */
export function useAccount(): AccountSession {
  const account = useSession();
  if (account === null) {
    throw new Error('nobody is signed in');
  }
  return account;
}
