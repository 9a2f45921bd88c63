import { Button, Label, Tooltip } from '@patternfly/react-core';
import { PlusCircleIcon, UsersIcon } from '@patternfly/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Nothing, Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { useSession, useUser, type User } from '@portal/lib/session';
import { allUsers, setAdministrator, usersQuery } from './api';
import { DeleteUser } from './delete-user';
import { NewUser } from './new-user';

/** The people of the registry, for administrators. */
export function UsersPage() {
  const { t, language } = useTexts();
  const me = useUser();
  const throughProvider = useSession().info.auth_mode === 'oidc_auth';
  const list = useListState();
  const queries = useQueryClient();
  const [isNew, setNew] = useState(false);
  const [toDelete, setToDelete] = useState<User | null>(null);
  const users = useQuery(usersQuery(list));
  const setAdmin = useMutation({
    mutationFn: (user: User) => setAdministrator(user.user_id, !user.sysadmin_flag),
    onSuccess: () => queries.invalidateQueries(allUsers),
  });
  const isMe = (user: User) => user.user_id === me.user_id;
  return (
    <PageFrame title={t('users.title')}>
      <Refusal error={setAdmin.error} />
      <ListPage
        list={list}
        query={users}
        searchLabel={t('users.search')}
        actions={
          !throughProvider && (
            <Button icon={<PlusCircleIcon />} onClick={() => setNew(true)}>
              {t('users.new')}
            </Button>
          )
        }
        empty={
          <Nothing icon={UsersIcon} title={t('users.empty')}>
            {t('users.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('users.title')}
          rows={users.data?.data ?? []}
          rowKey={(user) => user.user_id}
          columns={[
            {
              title: t('users.name'),
              cell: (user) => (
                <>
                  <Link to={paths.user(user.user_id)}>{user.username}</Link> {isMe(user) && <Label isCompact>{t('users.you')}</Label>}
                </>
              ),
            },
            { title: t('users.admin'), cell: (user) => <AdminFlag user={user} throughProvider={throughProvider} />, modifier: 'nowrap' },
            { title: t('users.email'), cell: (user) => user.email, modifier: 'breakWord' },
            { title: t('users.since'), cell: (user) => time(user.creation_time, language) },
          ]}
          actions={(user) => [
            ...(isMe(user) && user.sysadmin_flag
              ? []
              : [{ title: t(user.sysadmin_flag ? 'users.revokeAdmin' : 'users.setAdmin'), onClick: () => setAdmin.mutate(user) }]),
            ...(isMe(user) ? [] : [{ title: t('action.delete'), onClick: () => setToDelete(user) }]),
          ]}
        />
      </ListPage>
      {isNew && <NewUser onClose={() => setNew(false)} />}
      {toDelete !== null && <DeleteUser user={toDelete} onClose={() => setToDelete(null)} onDone={() => setToDelete(null)} />}
    </PageFrame>
  );
}

function AdminFlag({ user, throughProvider }: { user: User; throughProvider: boolean }) {
  const { t } = useTexts();
  if (user.sysadmin_flag) {
    return <Label color="purple">{t('users.yes')}</Label>;
  }
  return throughProvider ? (
    <Tooltip content={t('users.unknownText')}>
      <span tabIndex={0}>{t('users.unknown')}</span>
    </Tooltip>
  ) : (
    t('users.no')
  );
}
