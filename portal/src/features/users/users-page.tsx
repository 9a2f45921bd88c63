import { Button, Label, Tooltip } from '@patternfly/react-core';
import { UsersIcon } from '@patternfly/react-icons';
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../components/confirm';
import { ListPage, useListState } from '../../components/list-page';
import { PageFrame } from '../../components/page';
import { Nothing, Refusal } from '../../components/states';
import { useTexts } from '../../i18n';
import { time } from '../../lib/format';
import { call, query } from '../../lib/http';
import { useSession, useUser, type User } from '../../lib/session';

/** The people of the registry, for administrators. */
export function UsersPage() {
  const { t, language } = useTexts();
  const me = useUser();
  const throughProvider = useSession().info.auth_mode === 'oidc_auth';
  const list = useListState();
  const queries = useQueryClient();
  const [toDelete, setToDelete] = useState<User | null>(null);
  const users = useQuery({
    queryKey: ['users', list.page, list.pageSize, list.search],
    queryFn: () => call<User[]>('GET', `/api/v2.0/users${query({ page: list.page, page_size: list.pageSize, username: list.search })}`),
    placeholderData: keepPreviousData,
  });
  const setAdmin = useMutation({
    mutationFn: (user: User) => call('PUT', `/api/v2.0/users/${user.user_id}/sysadmin`, { sysadmin_flag: !user.sysadmin_flag }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  return (
    <PageFrame title={t('users.title')}>
      <Refusal error={setAdmin.error} />
      <ListPage
        list={list}
        query={users}
        searchLabel={t('users.search')}
        empty={
          <Nothing icon={UsersIcon} title={t('users.empty')}>
            {t('users.emptyText')}
          </Nothing>
        }
      >
        <Table aria-label={t('users.title')}>
          <Thead>
            <Tr>
              <Th>{t('users.name')}</Th>
              <Th modifier="nowrap">{t('users.admin')}</Th>
              <Th>{t('users.email')}</Th>
              <Th>{t('users.since')}</Th>
              <Th screenReaderText={t('users.setAdmin')} />
              <Th screenReaderText={t('action.delete')} />
            </Tr>
          </Thead>
          <Tbody>
            {users.data?.data.map((user) => {
              const isMe = user.user_id === me.user_id;
              return (
                <Tr key={user.user_id}>
                  <Td dataLabel={t('users.name')}>
                    {user.username} {isMe && <Label isCompact>{t('users.you')}</Label>}
                  </Td>
                  <Td dataLabel={t('users.admin')}>
                    {user.sysadmin_flag && t('users.yes')}
                    {!user.sysadmin_flag && !throughProvider && t('users.no')}
                    {!user.sysadmin_flag && throughProvider && (
                      <Tooltip content={t('users.unknownText')}>
                        <span tabIndex={0}>{t('users.unknown')}</span>
                      </Tooltip>
                    )}
                  </Td>
                  <Td dataLabel={t('users.email')}>{user.email}</Td>
                  <Td dataLabel={t('users.since')}>{time(user.creation_time, language)}</Td>
                  <Td modifier="fitContent">
                    <Button
                      variant="secondary"
                      size="sm"
                      isDisabled={(isMe && user.sysadmin_flag) || setAdmin.isPending}
                      onClick={() => setAdmin.mutate(user)}
                    >
                      {t(user.sysadmin_flag ? 'users.revokeAdmin' : 'users.setAdmin')}
                    </Button>
                  </Td>
                  <Td isActionCell>
                    {!isMe && <ActionsColumn items={[{ title: t('action.delete'), onClick: () => setToDelete(user) }]} />}
                  </Td>
                </Tr>
              );
            })}
          </Tbody>
        </Table>
      </ListPage>
      {toDelete !== null && <DeleteUser user={toDelete} onClose={() => setToDelete(null)} />}
    </PageFrame>
  );
}

function DeleteUser({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('DELETE', `/api/v2.0/users/${user.user_id}`),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['users'] });
    },
  });
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
      {t('users.deleteText')}
    </Confirm>
  );
}
