import { Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { useRegistryChange } from '@panel/lib/registry-change';
import { useRoom } from '@panel/lib/room';
import { changeProvider, configuredQuery } from './api';
import { CheckResult, useCheck } from './check';
import { ProviderForm } from '@shared/provider/provider-form';
import { ClaimsDryRun } from './preview';
import { trimmed, type Provider } from '@shared/provider/provider';
import { settingsOf, USUAL, type Configured } from './provider';

/** Changes to the configuration; what is not touched stays, people included. */
export function OidcEditPage() {
  const { project, registry } = useRoom();
  const configured = useQuery(configuredQuery(project, registry.id));
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
  const [provider, setProvider] = useState(() => settingsOf(configured));
  const change = (changes: Partial<Provider>) => setProvider((now) => ({ ...now, ...changes }));
  const check = useCheck(provider);
  const back = paths.oidc(project, registry.id);
  const save = useRegistryChange(
    project,
    registry.id,
    () => changeProvider(project, registry.id, trimmed(provider)),
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
