import { Button, Content, Label } from '@patternfly/react-core';
import { PlusCircleIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { PageFrame } from '@shared/components/page';
import { Remove } from '@shared/components/remove';
import { Failure, Loading } from '@shared/components/states';
import { allRoles, rolesQuery } from '@portal/lib/api';
import { useTexts, type Key } from '@portal/i18n';
import { deleteRole } from './api';
import { RoleForm, type Role } from './role-form';

/** The roles that members of projects can be given: Harbor's, and those of this registry. */
export function RolesPage() {
  const { t } = useTexts();
  const [edited, setEdited] = useState<Role | 'new' | null>(null);
  const [toDelete, setToDelete] = useState<Role | null>(null);
  const roles = useQuery(rolesQuery);
  const all = roles.data ?? [];
  // Project administrators have every right there is in a project.
  const catalogue = all.find((role) => role.role_id === 1)?.permissions ?? [];
  return (
    <PageFrame
      title={t('roles.title')}
      actions={
        <Button icon={<PlusCircleIcon />} isDisabled={catalogue.length === 0} onClick={() => setEdited('new')}>
          {t('roles.new')}
        </Button>
      }
    >
      <Content component="p">{t('roles.text')}</Content>
      {roles.isPending && <Loading />}
      {roles.isError && <Failure error={roles.error} retry={() => void roles.refetch()} />}
      {roles.isSuccess && (
        <DataTable
          label={t('roles.title')}
          rows={all}
          rowKey={(role) => role.role_id}
          columns={[
            { title: t('roles.name'), cell: (role) => (role.built_in ? t(`role.${role.role_id}` as Key) : role.role_name), modifier: 'breakWord' },
            { title: t('roles.kind'), cell: (role) => <Label color={role.built_in ? 'grey' : 'teal'}>{t(role.built_in ? 'roles.builtIn' : 'roles.own')}</Label> },
            { title: t('roles.description'), cell: (role) => role.description, modifier: 'breakWord' },
            { title: t('roles.rights'), cell: (role) => t('permissions.chosen', { chosen: role.permissions.length, all: catalogue.length }) },
          ]}
          actions={(role) =>
            role.built_in
              ? []
              : [
                  { title: t('action.edit'), onClick: () => setEdited(role) },
                  { title: t('action.delete'), onClick: () => setToDelete(role) },
                ]
          }
        />
      )}
      {edited !== null && <RoleForm {...(edited !== 'new' && { role: edited })} catalogue={catalogue} onClose={() => setEdited(null)} />}
      {toDelete !== null && <DeleteRole role={toDelete} onClose={() => setToDelete(null)} />}
    </PageFrame>
  );
}

function DeleteRole({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Remove title={t('roles.deleteTitle', { name: role.role_name })} remove={() => deleteRole(role.role_id)} shownBy={[allRoles]} onClose={onClose}>
      {t('roles.deleteText')}
    </Remove>
  );
}
