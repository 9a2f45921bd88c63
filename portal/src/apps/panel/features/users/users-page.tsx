import { Alert, Button, Stack, StackItem, ToolbarItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { UsersIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '@shared/components/confirm';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { SecretOnce } from '@shared/components/secret-once';
import { Nothing, Saved } from '@shared/components/states';
import { allOfRegistry, registriesQuery, registryUsersQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { useRegistryChange } from '@panel/lib/registry-change';
import type { RegistryUser } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';
import { deleteUser, makeAdministrator } from './api';
import { NewCredentials } from './new-credentials';

/** The people of a registry, as whoever owns it sees them. */
export function UsersPage() {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const list = useListState();
  const users = useQuery(registryUsersQuery(project, registry.id));
  const [isNew, setNew] = useState(false);
  const [made, setMade] = useState<RegistryUser | null>(null);
  const [leaving, setLeaving] = useState<RegistryUser | null>(null);
  const [raising, setRaising] = useState<RegistryUser | null>(null);
  const [raised, setRaised] = useState('');
  const raise = useRegistryChange(
    project,
    registry.id,
    (one: RegistryUser) => makeAdministrator(project, registry.id, one.id),
    (_, one) => {
      setRaising(null);
      setRaised(one.user);
    },
  );
  const word = list.search.toLowerCase();
  const matching = (users.data ?? []).filter((one) => `${one.user} ${one.email}`.toLowerCase().includes(word));
  const page = matching.slice((list.page - 1) * list.pageSize, list.page * list.pageSize);
  const create = (
    <Button variant="primary" onClick={() => setNew(true)}>
      {t('panel.users.generate')}
    </Button>
  );
  return (
    <>
      <Stack hasGutter>
        {registry.iamEnabled && (
          <StackItem>
            <Alert isInline variant="info" title={t('panel.users.iam')}>
              <Link to={paths.access(project, registry.id)}>{t('panel.oidc.toIam')}</Link>
            </Alert>
          </StackItem>
        )}
        {raised !== '' && (
          <StackItem>
            <Saved text={t('panel.users.raised', { name: raised })} />
          </StackItem>
        )}
        <StackItem>
          <ListPage
            list={list}
            query={{ ...users, data: users.data && { total: matching.length, data: page } }}
            searchLabel={t('panel.users.search')}
            actions={<ToolbarItem>{create}</ToolbarItem>}
            empty={
              <Nothing icon={UsersIcon} title={t('panel.users.empty')} action={create}>
                {t('panel.users.emptyText')}
              </Nothing>
            }
          >
            <DataTable
              label={t('panel.users.title')}
              rows={page}
              rowKey={(one) => one.id}
              columns={[
                { title: t('panel.users.name'), cell: (one) => one.user, modifier: 'breakWord' },
                { title: t('panel.email'), cell: (one) => one.email, modifier: 'breakWord' },
                { title: t('panel.users.id'), cell: (one) => one.id },
              ]}
              actions={(one) => [
                { title: t('panel.users.setAsAdmin'), onClick: () => setRaising(one) },
                { title: t('action.delete'), onClick: () => setLeaving(one) },
              ]}
            />
          </ListPage>
        </StackItem>
      </Stack>
      {isNew && (
        <NewCredentials
          onMade={(one) => {
            setNew(false);
            setMade(one);
          }}
          onClose={() => setNew(false)}
        />
      )}
      {made !== null && (
        <SecretOnce
          title={t('panel.users.made')}
          facts={[
            [t('panel.address'), registry.url],
            [t('panel.users.name'), made.user],
          ]}
          label={t('panel.signIn.password')}
          secret={made.password ?? ''}
          fileName={`${made.user}.json`}
          onClose={() => setMade(null)}
        />
      )}
      {raising !== null && (
        <Confirm
          title={t('panel.users.raise', { name: raising.user })}
          confirm={t('panel.users.setAsAdmin')}
          busy={raise.isPending}
          error={raise.error}
          onConfirm={() => raise.mutate(raising)}
          onClose={() => setRaising(null)}
        >
          {t('panel.users.raiseText')}
        </Confirm>
      )}
      {leaving !== null && (
        <Remove
          title={t('panel.users.delete', { name: leaving.user })}
          remove={() => deleteUser(project, registry.id, leaving.id)}
          shownBy={[allOfRegistry(registry.id), registriesQuery(project)]}
          onClose={() => setLeaving(null)}
        >
          {t('panel.users.deleteText')}
        </Remove>
      )}
    </>
  );
}
