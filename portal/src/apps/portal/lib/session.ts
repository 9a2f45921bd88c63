import type { Schema } from '@shared/http/http';
import { createContext, use } from 'react';

export type SystemInfo = Schema<'SystemInfo'>;

export type OidcMeta = NonNullable<User['oidc_user_meta']>;

export type User = Schema<'User'>;

export interface Session {
  info: SystemInfo;
  user: User | null;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) {
    throw new Error('no session around');
  }
  return session;
}

/** The signed-in user, on pages that only exist for one. */
export function useUser(): User {
  const { user } = useSession();
  if (user === null) {
    throw new Error('nobody is signed in');
  }
  return user;
}

export function isAdministrator(user: User): boolean {
  return user.sysadmin_flag || user.admin_role_in_auth;
}
