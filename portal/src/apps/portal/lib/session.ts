import { useSession as useSessionOf } from '@shared/session/session';
import type { Schema } from './harbor';

export type SystemInfo = Schema<'SystemInfo'>;

export type OidcMeta = NonNullable<User['oidc_user_meta']>;

export type User = Schema<'User'>;

export interface Session {
  info: SystemInfo;
  user: User | null;
}

/** Another tab of the portal says here that somebody signed in. */
export const SIGNED_IN_CHANNEL = 'berth-signed-in';

export const useSession = () => useSessionOf() as Session;

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
