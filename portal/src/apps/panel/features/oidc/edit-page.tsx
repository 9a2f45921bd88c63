import { Stack, StackItem } from '@patternfly/react-core';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@panel/i18n';
import { control } from '@panel/lib/control';
import { paths } from '@panel/lib/paths';
import { useRegistryChange } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';
import { CheckResult, useCheck } from './check';
import { ProviderForm } from '@shared/provider/provider-form';
import { ClaimsDryRun } from './preview';
import { trimmed, type Provider } from '@shared/provider/provider';
import { oidcApi, useConfigured, USUAL, type Configured } from './provider';

/** Changes to the configuration; what is not touched stays, people included. */
export function OidcEditPage() {
  const { project, registry } = useRoom();
  const configured = useConfigured(project, registry.id);
  if (configured.data === undefined) {
    return configured.isError ? <Failure error={configured.error} retry={() => void configured.refetch()} /> : <Loading />;
  }
  return configured.data === null ? (
    <Navigate to={paths.oidc(project, registry.id)} replace />
  ) : (
    <Edit configured={configured.data} />
  );
}

function Edit({ configured }: { configured: Configured }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const navigate = useNavigate();
  const [provider, setProvider] = useState<Provider>({ ...configured, clientSecret: '' });
  const change = (changes: Partial<Provider>) => setProvider((now) => ({ ...now, ...changes }));
  const check = useCheck(provider);
  const back = paths.oidc(project, registry.id);
  const save = useRegistryChange(
    project,
    registry.id,
    () => {
      const { name, endpoint, clientId, clientSecret, scope, groupsClaim, groupFilter, adminGroup, userClaim, verifyCert, autoOnboard } = trimmed(provider);
      const changed = { name, endpoint, clientId, scope, groupsClaim, groupFilter, adminGroup, userClaim, verifyCert, autoOnboard };
      return control('PUT', oidcApi(project, registry.id), clientSecret === '' ? changed : { ...changed, clientSecret });
    },
    () => void navigate(back),
  );
  return (
    <div className="beside">
      <ProviderForm
        isNew={false}
        provider={provider}
        change={change}
        example={USUAL.keycloak.endpoint}
        knownClaims={check.data?.claimsSupported}
        busy={save.isPending}
        error={save.error}
        onSave={() => save.mutate(undefined)}
        onCancel={() => void navigate(back)}
      />
      <Stack hasGutter>
        <StackItem>
          <Section title={t('panel.oidc.check')}>
            <CheckResult provider={provider} check={check} />
          </Section>
        </StackItem>
        <StackItem>
          <Section title={t('panel.oidc.dryRun')}>
            <ClaimsDryRun provider={provider} />
          </Section>
        </StackItem>
      </Stack>
    </div>
  );
}
