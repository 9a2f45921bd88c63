import { createContext, use } from 'react';
import { control, keepCsrfToken } from './control';

/** The account that is signed in with this browser. */
export interface AccountSession {
  account: string;
  email: string;
  /** Whether it handles the other accounts. */
  administrator: boolean;
  csrfToken: string;
  expiresAt: string;
}

/** The session of this browser, null when nobody is signed in. */
export async function loadSession(): Promise<AccountSession | null> {
  const session = await control<AccountSession | null>('GET', '/auth/session');
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
