import { Stack, StackItem } from '@patternfly/react-core';
import { CopyField } from '@shared/components/copy-field';
import { Facts } from '@shared/components/facts';
import { PageFrame } from '@shared/components/page';
import { Section } from '@shared/components/section';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { isAdministrator, useSession, useUser } from '@portal/lib/session';
import { AccessTokens } from './access-tokens';
import { BrowserSessions } from './browser-sessions';
import { CliSecret } from './cli-secret';
import { Identities } from './identities';

/** Who one is here, and how container clients sign in as that. */
export function ProfilePage() {
  const { t, language } = useTexts();
  const user = useUser();
  const meta = user.oidc_user_meta;
  const admin = isAdministrator(user)
    ? `${t('users.yes')}${user.sysadmin_flag ? '' : `, ${t('profile.viaGroup')}`}`
    : t('users.no');
  return (
    <PageFrame title={t('profile.title')}>
      <Stack hasGutter>
        <StackItem>
          <Section title={user.username}>
            <Facts
              rows={[
                [t('profile.username'), user.username],
                [t('profile.email'), user.email],
                [t('profile.realname'), user.realname],
                [t('profile.admin'), admin],
                [t('users.since'), time(user.creation_time, language)],
              ]}
            />
          </Section>
        </StackItem>
        <StackItem>
          <ClientLogin isLocal={meta === undefined} />
        </StackItem>
        {meta !== undefined && (
          <StackItem>
            <CliSecret user={user} meta={meta} />
          </StackItem>
        )}
        <StackItem>
          <AccessTokens />
        </StackItem>
        <StackItem>
          <BrowserSessions />
        </StackItem>
        <StackItem>
          <Identities />
        </StackItem>
      </Stack>
    </PageFrame>
  );
}

/** Lines to copy into a terminal. */
function ClientLogin({ isLocal }: { isLocal: boolean }) {
  const { t } = useTexts();
  const user = useUser();
  const host = useSession().info.registry_url ?? window.location.host;
  return (
    <Section title={t('profile.login')}>
      <Stack hasGutter>
        <StackItem>{t(isLocal ? 'profile.localText' : 'profile.loginText')}</StackItem>
        {['docker login', 'podman login', 'helm registry login', 'oras login'].map((command) => (
          <StackItem key={command}>
            <CopyField text={`${command} ${host} -u ${shellWord(user.username)}`} label={command} />
          </StackItem>
        ))}
      </Stack>
    </Section>
  );
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
