import { Content } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Remove } from '@shared/components/remove';
import { useTexts } from '@portal/i18n';
import type { User } from '@portal/lib/session';
import { allUserLists, deleteUser, rightsQuery, userTokensQuery } from './api';

/** Asks before a user goes, with all that goes along. */
export function DeleteUser({ user, onClose, onDone }: { user: User; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const rights = useQuery(rightsQuery(user.user_id));
  const tokens = useQuery(userTokensQuery(user.user_id));
  const roles = rights.data?.memberships.filter((one) => one.group_name === null) ?? [];
  return (
    <Remove
      title={t('users.deleteTitle', { name: user.username })}
      remove={() => deleteUser(user.user_id)}
      shownBy={[allUserLists]}
      onClose={onClose}
      onDone={onDone}
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
    </Remove>
  );
}
