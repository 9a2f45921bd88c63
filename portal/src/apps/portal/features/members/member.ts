import { useQuery } from '@tanstack/react-query';
import { rolesQuery } from '@portal/lib/api';
import { useTexts, type Key } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';

export type Member = Schema<'Member'>;

export type Role = Schema<'Role'>;

/** From the strongest to the weakest, as Harbor lists them. */
const BUILT_IN = [1, 4, 2, 3, 5];
export const USUAL_ROLE = 2;

/** The roles somebody can be given: Harbor's, then the registry's own. */
export function useRoles() {
  return useQuery({
    ...rolesQuery,
    select: (all) => [
      ...BUILT_IN.flatMap((id) => all.filter((role) => role.role_id === id)),
      ...all.filter((role) => !role.built_in).sort((a, b) => a.role_name.localeCompare(b.role_name)),
    ],
  });
}

/** A role's name for people: Harbor's are translated. */
export function useRoleName(): (id: number, name: string) => string {
  const { t } = useTexts();
  return (id, name) => (BUILT_IN.includes(id) ? t(`role.${id}` as Key) : name);
}
