import { useQuery } from '@tanstack/react-query';
import { call } from './http';
import { isAdministrator, useUser } from './session';

const PROJECT_ADMIN = 1;
const MAINTAINER = 4;

/** Whether the user may delete content of a project; the server decides, this only hides buttons. */
export function useMayDeleteContent(project: string): boolean {
  const user = useUser();
  const found = useQuery({
    queryKey: ['project', project],
    queryFn: () =>
      call<{ current_user_role_ids: number[] }>('GET', `/api/v2.0/projects/${encodeURIComponent(project)}`),
    enabled: !isAdministrator(user),
    staleTime: 60_000,
  });
  const roles = found.data?.data.current_user_role_ids ?? [];
  return isAdministrator(user) || roles.includes(PROJECT_ADMIN) || roles.includes(MAINTAINER);
}
