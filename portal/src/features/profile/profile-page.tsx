import { Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Stack, StackItem } from '@patternfly/react-core';
import { CopyField } from '../../components/copy-field';
import { PageFrame } from '../../components/page';
import { useTexts } from '../../i18n';
import { isAdministrator, useSession, useUser } from '../../lib/session';
import { CliSecret } from './cli-secret';

/** Who one is here, and how container clients sign in as that. */
export function ProfilePage() {
  const { t } = useTexts();
  const user = useUser();
  const host = useSession().info.registry_url ?? window.location.host;
  const meta = user.oidc_user_meta;
  const admin = isAdministrator(user)
    ? `${t('users.yes')}${user.sysadmin_flag ? '' : `, ${t('profile.viaGroup')}`}`
    : t('users.no');
  const rows: [string, string][] = [
    [t('profile.username'), user.username],
    [t('profile.email'), user.email],
    [t('profile.realname'), user.realname],
    [t('profile.admin'), admin],
  ];
  return (
    <PageFrame title={t('profile.title')}>
      <Stack hasGutter>
        <StackItem>
          <Card>
            <CardBody>
              <DescriptionList isHorizontal>
                {rows
                  .filter(([, value]) => value !== '')
                  .map(([name, value]) => (
                    <DescriptionListGroup key={name}>
                      <DescriptionListTerm>{name}</DescriptionListTerm>
                      <DescriptionListDescription>{value}</DescriptionListDescription>
                    </DescriptionListGroup>
                  ))}
              </DescriptionList>
            </CardBody>
          </Card>
        </StackItem>
        {meta !== undefined && (
          <StackItem>
            <CliSecret user={user} meta={meta} />
          </StackItem>
        )}
        <StackItem>
          <Card>
            <CardTitle component="h2">{t('profile.login')}</CardTitle>
            <CardBody>
              <Stack hasGutter>
                {meta === undefined && <StackItem>{t('profile.localText')}</StackItem>}
                <StackItem>
                  <CopyField text={`docker login ${host} -u ${shellWord(user.username)}`} label="docker login" />
                </StackItem>
                <StackItem>
                  <CopyField text={`helm registry login ${host} -u ${shellWord(user.username)}`} label="helm registry login" />
                </StackItem>
              </Stack>
            </CardBody>
          </Card>
        </StackItem>
      </Stack>
    </PageFrame>
  );
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
