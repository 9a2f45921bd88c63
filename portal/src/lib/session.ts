import { createContext, use } from 'react';

export interface SystemInfo {
  auth_mode: 'oidc_auth' | 'db_auth';
  oidc_provider_name?: string;
  /** Only there for somebody who is signed in. */
  external_url?: string;
  registry_url?: string;
  registry_name?: string;
  harbor_version?: string;
  banner_message?: string;
  read_only?: boolean;
}

export interface OidcMeta {
  secret: string;
  /** Why the secret is refused at the moment; empty while it works. */
  secret_status: string;
}

export interface User {
  user_id: number;
  username: string;
  email: string;
  realname: string;
  sysadmin_flag: boolean;
  admin_role_in_auth: boolean;
  creation_time: string;
  oidc_user_meta?: OidcMeta;
}

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
