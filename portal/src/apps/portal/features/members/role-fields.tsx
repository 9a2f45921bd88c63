import { ChoiceField } from '@shared/components/choice-field';
import { TextField } from '@shared/components/text-field';
import { Failure } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { useRoleName, useRoles } from './member';

export interface RoleChoice {
  roleId: number;
  pattern: string;
}

/** The role, what a role of the registry's own allows, and the repositories it is for. */
export function RoleFields({ choice, onChange }: { choice: RoleChoice; onChange: (choice: RoleChoice) => void }) {
  const { t } = useTexts();
  const roles = useRoles();
  const roleName = useRoleName();
  const chosen = roles.data?.find((role) => role.role_id === choice.roleId);
  if (roles.isError) {
    return <Failure error={roles.error} retry={() => void roles.refetch()} />;
  }
  return (
    <>
      <ChoiceField
        label={t('members.role')}
        value={String(choice.roleId)}
        onChange={(value) => onChange({ ...choice, roleId: Number(value) })}
        options={(roles.data ?? []).map((role) => [String(role.role_id), roleName(role.role_id, role.role_name)])}
      />
      {chosen?.built_in === false && (
        <p>
          {chosen.description}{' '}
          {t('members.allows', { permissions: chosen.permissions.map((one) => `${one.resource}:${one.action}`).join(', ') })}
        </p>
      )}
      <TextField
        label={t('members.pattern')}
        value={choice.pattern}
        onChange={(pattern) => onChange({ ...choice, pattern })}
        help={t('members.patternText')}
      />
    </>
  );
}
