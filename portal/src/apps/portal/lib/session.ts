import { queryOptions } from '@tanstack/react-query';
import { useSession as useSessionOf } from '@shared/session/session';
import { call, type Schema } from './harbor';

export type SystemInfo = Schema<'SystemInfo'>;

export type OidcMeta = NonNullable<User['oidc_user_meta']>;

export type User = Schema<'User'>;

export interface Session {
  info: SystemInfo;
  user: User | null;
}

/** Another tab of the portal says here that somebody signed in. */
export const SIGNED_IN_CHANNEL = 'berth-signed-in';

export const sessionQuery = queryOptions({ queryKey: ['portal', 'session'], queryFn: load, staleTime: 60_000 });

// Before sign-in the server tells less about itself; asking for the user then would only earn a 401.
async function load(): Promise<Session> {
  const { data: info } = await call('GET', '/api/v2.0/systeminfo');
  return { info, user: info.external_url === undefined ? null : await currentUser() };
}

/** Who is signed in with this browser; a 401 when nobody is. */
export async function currentUser(): Promise<User> {
  return (await call('GET', '/api/v2.0/users/current')).data;
}

export const useSession = () => useSessionOf<Session>();

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
