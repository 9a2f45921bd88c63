import { Alert, Button, Flex, Label, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Facts } from '@shared/components/facts';
import { PageFrame } from '@shared/components/page';
import { Section } from '@shared/components/section';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { useUser, type User } from '@portal/lib/session';
import { allUsers, enableUser, setAdministrator, shutOutQuery, userQuery } from './api';
import { DeleteUser } from './delete-user';
import { DisableUser } from './disable-user';
import { EffectiveRights } from './effective-rights';
import { UserSessions } from './user-sessions';
import { UserTokens } from './user-tokens';
import { WaysIn } from './ways-in';

/** One person of the registry: what they may do and why, and what ends it. */
export function UserPage() {
  const { t } = useTexts();
  const { id = '' } = useParams();
  const user = useQuery(userQuery(id));
  const name = user.data?.username ?? '';
  return (
    <PageFrame title={name === '' ? t('users.one') : name} crumbs={[{ text: t('users.title'), to: paths.users }]}>
      {user.isPending && <Loading />}
      {user.isError && <Failure error={user.error} retry={() => void user.refetch()} />}
      {user.data !== undefined && <Person user={user.data} />}
    </PageFrame>
  );
}

function Person({ user }: { user: User }) {
  const { t, language } = useTexts();
  const me = useUser();
  const isMe = me.user_id === user.user_id;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const shutOut = useQuery(shutOutQuery(user.user_id));
  const [asking, setAsking] = useState<'delete' | 'disable' | null>(null);
  const refresh = () => queries.invalidateQueries(allUsers);
  const setAdmin = useMutation({
    mutationFn: () => setAdministrator(user.user_id, !user.sysadmin_flag),
    onSuccess: refresh,
  });
  const enable = useMutation({
    mutationFn: () => enableUser(user.user_id),
    onSuccess: refresh,
  });
  const isDisabled = shutOut.data?.disabled === true;
  return (
    <Stack hasGutter>
      <StackItem>
        <Flex>
          {isMe && <Label>{t('users.you')}</Label>}
          {user.sysadmin_flag && <Label color="purple">{t('users.admin')}</Label>}
          {isDisabled && <Label color="red">{t('users.disabled')}</Label>}
          <Button variant="secondary" isDisabled={isMe && user.sysadmin_flag} isLoading={setAdmin.isPending} onClick={() => setAdmin.mutate()}>
            {t(user.sysadmin_flag ? 'users.revokeAdmin' : 'users.setAdmin')}
          </Button>
          {!isMe && (
            <>
              <Button variant="secondary" isLoading={enable.isPending} onClick={() => (isDisabled ? enable.mutate() : setAsking('disable'))}>
                {t(isDisabled ? 'users.enable' : 'users.disable')}
              </Button>
              <Button variant="danger" onClick={() => setAsking('delete')}>
                {t('action.delete')}
              </Button>
            </>
          )}
        </Flex>
      </StackItem>
      <Refusal error={setAdmin.error ?? enable.error} />
      {isDisabled && (
        <StackItem>
          <Alert variant="warning" isInline title={t('users.disabledText')}>
            {shutOut.data?.reason}
          </Alert>
        </StackItem>
      )}
      <StackItem>
        <Section title={t('users.profile')}>
          <Facts
            rows={[
              [t('users.name'), user.username],
              [t('users.realname'), user.realname],
              [t('users.email'), user.email],
              [t('users.since'), time(user.creation_time, language)],
            ]}
          />
        </Section>
      </StackItem>
      <StackItem>
        <EffectiveRights userId={user.user_id} />
      </StackItem>
      <StackItem>
        <WaysIn userId={user.user_id} />
      </StackItem>
      <StackItem>
        <UserSessions userId={user.user_id} />
      </StackItem>
      <StackItem>
        <UserTokens userId={user.user_id} />
      </StackItem>
      {asking === 'delete' && <DeleteUser user={user} onClose={() => setAsking(null)} onDone={() => void navigate(paths.users)} />}
      {asking === 'disable' && (
        <DisableUser
          user={user}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            void refresh();
          }}
        />
      )}
    </Stack>
  );
}
