import { Content } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { allRoles } from '@portal/lib/api';
import { PermissionMatrix } from '@portal/components/permission-matrix';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';
import { accessOf, word, type Access } from '@portal/lib/permissions';
import { changeRole, createRole } from './api';

export type Role = Schema<'Role'>;

/** A new role, or what may be changed of one. */
export function RoleForm({ role, catalogue, onClose }: { role?: Role; catalogue: readonly Access[]; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState(role?.role_name ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(role?.permissions.map(word)));
  const save = useMutation({
    mutationFn: () => {
      const body = { role_name: name, description, permissions: [...chosen].map(accessOf) };
      return role === undefined ? createRole(body) : changeRole(role.role_id, body);
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allRoles);
    },
  });
  return (
    <FormDialog
      title={role === undefined ? t('roles.new') : t('roles.edit', { name: role.role_name })}
      submit={t(role === undefined ? 'action.create' : 'action.save')}
      isLarge
      isReady={name.trim() !== ''}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label={t('roles.name')} value={name} onChange={setName} isRequired autoFocus />
      <TextField label={t('roles.description')} value={description} onChange={setDescription} />
      <Content component="p">{t('roles.rightsText')}</Content>
      <PermissionMatrix id="role" label={t('roles.rights')} catalogue={catalogue} chosen={chosen} onChange={setChosen} />
    </FormDialog>
  );
}
