import { Button, Content, Stack, StackItem } from '@patternfly/react-core';
import { KeyIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { SecretOnce } from '@shared/components/secret-once';
import { Section } from '@shared/components/section';
import { Nothing } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { useUser } from '@portal/lib/session';
import { accessTokensQuery, allAccessTokens, revokeAccessToken } from './api';
import type { AccessToken } from './access-token';
import { NewAccessToken } from './new-access-token';


/** One's own access tokens: passwords for programs, each with its own reach and end. */
export function AccessTokens() {
  const { t, language } = useTexts();
  const user = useUser();
  const list = useListState({ prefix: 'tokens_' });
  const [isNew, setNew] = useState(false);
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const [toRevoke, setToRevoke] = useState<AccessToken | null>(null);
  const tokens = useQuery(accessTokensQuery(list));
  const add = (
    <Button icon={<PlusCircleIcon />} onClick={() => setNew(true)}>
      {t('tokens.new')}
    </Button>
  );
  return (
    <Section title={t('tokens.title')}>
      <Stack hasGutter>
        <StackItem>
          <Content component="p">{t('tokens.text')}</Content>
        </StackItem>
        <StackItem>
          <ListPage list={list} query={tokens} actions={add} empty={<Nothing icon={KeyIcon} title={t('tokens.empty')} action={add} />}>
            <DataTable
              isCompact
              label={t('tokens.title')}
              rows={tokens.data?.data ?? []}
              rowKey={(token) => token.id}
              columns={[
                { title: t('tokens.name'), modifier: 'breakWord', cell: (token) => token.name },
                { title: t('tokens.level'), cell: (token) => t(`tokens.level.${token.level}`) },
                { title: t('tokens.projects'), modifier: 'breakWord', cell: (token) => token.projects?.join(', ') ?? t('tokens.allProjects') },
                { title: t('tokens.expires'), cell: (token) => (token.expires_at === null ? t('tokens.never') : time(token.expires_at, language)) },
                { title: t('tokens.used'), cell: (token) => (token.last_used_time === null ? t('tokens.notYet') : time(token.last_used_time, language)) },
              ]}
              actions={(token) => [{ title: t('tokens.revoke'), onClick: () => setToRevoke(token) }]}
            />
          </ListPage>
        </StackItem>
      </Stack>
      {isNew && (
        <NewAccessToken
          onMade={(name, token) => {
            setNew(false);
            setMade({ name, token });
          }}
          onClose={() => setNew(false)}
        />
      )}
      {made !== null && (
        <SecretOnce
          title={t('tokens.made', { name: made.name })}
          facts={[[t('profile.username'), user.username]]}
          label={t('tokens.token')}
          secret={made.token}
          fileName="access-token.json"
          onClose={() => setMade(null)}
        />
      )}
      {toRevoke !== null && <RevokeToken token={toRevoke} onClose={() => setToRevoke(null)} />}
    </Section>
  );
}

function RevokeToken({ token, onClose }: { token: AccessToken; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Remove
      title={t('tokens.revokeTitle', { name: token.name })}
      confirm={t('tokens.revoke')}
      remove={() => revokeAccessToken(token.id)}
      shownBy={[allAccessTokens]}
      onClose={onClose}
    >
      {t('tokens.revokeText')}
    </Remove>
  );
}
