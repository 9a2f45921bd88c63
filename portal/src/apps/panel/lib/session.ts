import { createContext, use } from 'react';
import { control, keepCsrfToken, type Model } from './control';

/** The account that is signed in with this browser. */
export type AccountSession = Model<'auth.Session'>;

/** The session of this browser, null when nobody is signed in. */
export async function loadSession(): Promise<AccountSession | null> {
  // Null when nobody is signed in, which the document has no word for.
  const session = (await control('GET', '/auth/session')) as AccountSession | null;
  keepCsrfToken(session?.csrfToken ?? '');
  return session;
}

export const AccountContext = createContext<AccountSession | null>(null);

/** The account, on pages that only exist for one. */
export function useAccount(): AccountSession {
  const account = use(AccountContext);
  if (account === null) {
    throw new Error('nobody is signed in');
  }
  return account;
}
