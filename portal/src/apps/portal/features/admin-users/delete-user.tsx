import { Content } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { useTexts } from '@portal/i18n';
import type { User } from '@portal/lib/session';
import { allUserLists, deleteUser, rightsQuery, userTokensQuery } from './api';

/** Asks before a user goes, with all that goes along. */
export function DeleteUser({ user, onClose, onDone }: { user: User; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const rights = useQuery(rightsQuery(user.user_id));
  const tokens = useQuery(userTokensQuery(user.user_id));
  const remove = useMutation({
    mutationFn: () => deleteUser(user.user_id),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allUserLists);
      onDone();
    },
  });
  const roles = rights.data?.memberships.filter((one) => one.group_name === null) ?? [];
  return (
    <Confirm
      title={t('users.deleteTitle', { name: user.username })}
      confirm={t('action.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <Content component="p">{t('users.deleteText')}</Content>
      <Content component="ul">
        <li>{t('users.deleteSessions')}</li>
        <li>{t('users.deleteTokens', { count: tokens.data?.total ?? 0 })}</li>
        <li>
          {t('users.deleteRoles', { count: roles.length })}
          {roles.length > 0 && ` ${roles.slice(0, 5).map((one) => one.project_name).join(', ')}${roles.length > 5 ? ' …' : ''}`}
        </li>
      </Content>
      <Content component="p">{t('users.deleteKeeps')}</Content>
    </Confirm>
  );
}
