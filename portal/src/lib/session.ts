import { useQuery } from '@tanstack/react-query';
import { ApiError, get } from './http';

export interface SystemInfo {
  auth_mode: string;
  oidc_provider_name?: string;
  harbor_version?: string;
  registry_url?: string;
}

export interface CurrentUser {
  user_id: number;
  username: string;
  email: string;
  realname: string;
  comment: string;
  sysadmin_flag: boolean;
  admin_role_in_auth?: boolean;
  oidc_user_meta?: { secret?: string };
}

export function useSystemInfo() {
  return useQuery({ queryKey: ['systeminfo'], queryFn: () => get<SystemInfo>('/api/v2.0/systeminfo') });
}

/** Who is signed in; null for nobody. */
export function useCurrentUser() {
  return useQuery({
    queryKey: ['current-user'],
    queryFn: async () => {
      try {
        return await get<CurrentUser>('/api/v2.0/users/current');
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) {
          return null;
        }
        throw error;
      }
    },
  });
}

export function isAdministrator(user: CurrentUser): boolean {
  return user.sysadmin_flag || user.admin_role_in_auth === true;
}

/** Where to go after signing in: a path of this portal, whatever the address bar was made to say. */
export function returnPath(search: URLSearchParams): string {
  const wanted = search.get('redirect_url') ?? '';
  return /^\/(?![/\\])[^\\\r\n\t]*$/.test(wanted) ? wanted : '/harbor/projects';
}
