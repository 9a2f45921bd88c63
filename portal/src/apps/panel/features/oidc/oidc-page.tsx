import { Button, Flex, Label, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { KeyIcon } from '@patternfly/react-icons';
import { useEffect, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { CopyField } from '@shared/components/copy-field';
import { Facts } from '@shared/components/facts';
import { Section } from '@shared/components/section';
import { Failure, Loading, Nothing, Saved } from '@shared/components/states';
import { time } from '@shared/lib/format';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { useRoom } from '@panel/lib/room';
import { configuredQuery } from './api';
import { SignIns } from './attempts';
import { postLogoutRedirectUri, redirectUri, type Configured } from './provider';
import { RemoveProvider } from './remove-provider';

/** How people sign in to the registry through a provider: its state, and who did. */
export function OidcPage() {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const configured = useQuery(configuredQuery(project, registry.id));
  if (configured.data === undefined) {
    return configured.isError ? <Failure error={configured.error} retry={() => void configured.refetch()} /> : <Loading />;
  }
  if (configured.data === null) {
    return registry.iamEnabled ? (
      <Nothing
        icon={KeyIcon}
        title={t('panel.oidc.iam')}
        action={<Button variant="secondary" component={(props) => <Link {...props} to={paths.access(project, registry.id)} />}>{t('panel.oidc.toIam')}</Button>}
      >
        {t('panel.oidc.iamText')}
      </Nothing>
    ) : (
      <Nothing
        icon={KeyIcon}
        title={t('panel.oidc.empty')}
        action={
          <Button variant="primary" component={(props) => <Link {...props} to={paths.oidcSetUp(project, registry.id)} />}>
            {t('panel.oidc.setUp')}
          </Button>
        }
      >
        {t('panel.oidc.emptyText')}
      </Nothing>
    );
  }
  return <Status provider={configured.data} />;
}

function Status({ provider }: { provider: Configured }) {
  const { project, registry } = useRoom();
  const { t, language } = useTexts();
  const [isRemoving, setRemoving] = useState(false);
  const navigate = useNavigate();
  const applied = (useLocation().state as { applied?: boolean } | null)?.applied === true;
  const [isFresh] = useState(applied);
  useEffect(() => {
    // Said once: the browser keeps an address's state over a reload.
    if (applied) void navigate('.', { replace: true, state: null });
  }, [applied, navigate]);
  return (
    <Stack hasGutter>
      {isFresh && (
        <StackItem>
          <Saved text={t('panel.oidc.applied')} />
        </StackItem>
      )}
      <StackItem>
        <Section
          title={provider.name}
          actions={
            <Flex gap={{ default: 'gapSm' }}>
              <Button variant="secondary" component={(props) => <Link {...props} to={paths.oidcEdit(project, registry.id)} />}>
                {t('action.edit')}
              </Button>
              <Button variant="danger" onClick={() => setRemoving(true)}>
                {t('action.remove')}
              </Button>
            </Flex>
          }
        >
          <Facts
            rows={[
              [
                t('panel.status'),
                <Label key="status" color={provider.status === 'READY' ? 'green' : 'orange'}>
                  {provider.status === 'READY' ? t('panel.status.READY') : provider.status}
                </Label>,
              ],
              [t('provider.endpoint'), <span key="endpoint" className="long">{provider.endpoint}</span>],
              [t('provider.clientId'), provider.clientId],
              [t('provider.redirect'), <CopyField key="redirect" text={redirectUri(registry)} label={t('provider.redirect')} />],
              [
                t('provider.postLogout'),
                <CopyField key="postLogout" text={postLogoutRedirectUri(registry)} label={t('provider.postLogout')} />,
              ],
              [t('provider.scope'), provider.scope.split(/[,\s]+/).join(', ')],
              [
                t('provider.username'),
                provider.autoOnboard ? t('panel.oidc.takenFrom', { claim: provider.userClaim }) : t('provider.asked'),
              ],
              [t('provider.groupsClaim'), provider.groupsClaim],
              [t('provider.groupFilter'), provider.groupFilter],
              [t('provider.adminGroup'), provider.adminGroup],
              [t('panel.oidc.certificate'), t(provider.verifyCert ? 'panel.oidc.verified' : 'panel.oidc.unverified')],
              [t('panel.since'), time(provider.createdAt, language)],
              [t('panel.changed'), time(provider.updatedAt ?? '', language)],
            ]}
          />
        </Section>
      </StackItem>
      <StackItem>
        <Section title={t('panel.oidc.signIns')}>
          <SignIns />
        </Section>
      </StackItem>
      {isRemoving && <RemoveProvider name={provider.name} onClose={() => setRemoving(false)} />}
    </Stack>
  );
}
