import { Form, Stack, StackItem, Wizard, WizardStep } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { registryUsersQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { useRegistryChange } from '@panel/lib/registry-change';
import { useRoom } from '@panel/lib/room';
import { configuredQuery, setProvider } from './api';
import { CheckResult, useCheck } from './check';
import { ClaimFields, ClientFields, EndpointFields } from '@shared/provider/fields';
import { PeopleStep } from './people-step';
import { ClaimsDryRun } from './preview';
import { PresetStep } from './preset-step';
import { areClaimsComplete, isAddress, trimmed, type Provider } from '@shared/provider/provider';
import { begun, USUAL, type Preset } from './provider';
import { Recipe } from './recipe';
import { Review } from './review';

/** Sign-in through a provider, step by step, each tried before it counts. */
export function OidcSetUpPage() {
  const { project, registry } = useRoom();
  const configured = useQuery(configuredQuery(project, registry.id));
  const users = useQuery(registryUsersQuery(project, registry.id));
  const [isApplied, setApplied] = useState(false);
  if (isApplied) {
    return <Navigate to={paths.oidc(project, registry.id)} replace state={{ applied: true }} />;
  }
  if (configured.data === undefined || users.data === undefined) {
    const error = configured.error ?? users.error;
    return error === null ? <Loading /> : <Failure error={error} retry={() => void configured.refetch()} />;
  }
  if (configured.data !== null) {
    return <Navigate to={paths.oidc(project, registry.id)} replace />;
  }
  return <SetUp users={users.data.map((user) => user.user)} onApplied={() => setApplied(true)} />;
}

function SetUp({ users, onApplied }: { users: readonly string[]; onApplied: () => void }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const navigate = useNavigate();
  const [preset, setPreset] = useState<Preset>('keycloak');
  const [provider, setSettings] = useState<Provider>(begun('keycloak'));
  const [areDeleted, setDeleted] = useState(false);
  const change = (changes: Partial<Provider>) => setSettings((now) => ({ ...now, ...changes }));
  const check = useCheck(provider);
  const done = paths.oidc(project, registry.id);
  const apply = useRegistryChange(
    project,
    registry.id,
    () => setProvider(project, registry.id, trimmed(provider), areDeleted),
    onApplied,
  );
  const isFound = isAddress(provider.endpoint) && check.data !== undefined && check.data.verdict !== 'FAILED' && provider.name.trim() !== '';
  const isClient = provider.clientId.trim() !== '' && provider.clientSecret.trim() !== '';
  const areClaims = areClaimsComplete(provider);
  const isDecided = users.length === 0 || areDeleted;
  const buttons = { nextButtonText: t('panel.next'), backButtonText: t('panel.back'), cancelButtonText: t('action.cancel') };
  const step = (form: ReactNode, beside?: ReactNode) => (
    <div className={beside === undefined ? 'narrow-form' : 'beside'}>
      <Form onSubmit={(event) => event.preventDefault()}>{form}</Form>
      {beside}
    </div>
  );
  return (
    <Wizard
      className="wizard"
      navAriaLabel={t('panel.steps')}
      isVisitRequired
      onClose={() => void navigate(done)}
      onSave={() => apply.mutate(undefined)}
    >
      <WizardStep id="provider" name={t('panel.oidc.step.provider')} footer={buttons}>
        <PresetStep
          chosen={preset}
          onChoose={(chosen) => {
            setPreset(chosen);
            setSettings((now) => ({ ...begun(chosen), clientId: now.clientId, clientSecret: now.clientSecret, verifyCert: now.verifyCert }));
          }}
        />
      </WizardStep>
      <WizardStep id="endpoint" name={t('panel.oidc.step.endpoint')} footer={{ ...buttons, isNextDisabled: !isFound }}>
        {step(
          <EndpointFields provider={provider} change={change} example={USUAL[preset].endpoint} />,
          <Section title={t('panel.oidc.check')}>
            <CheckResult provider={provider} check={check} />
          </Section>,
        )}
      </WizardStep>
      <WizardStep id="client" name={t('panel.oidc.step.client')} isDisabled={!isFound} footer={{ ...buttons, isNextDisabled: !isClient }}>
        {step(<ClientFields provider={provider} change={change} isSecretKept={false} />, <Recipe preset={preset} />)}
      </WizardStep>
      <WizardStep id="claims" name={t('panel.oidc.step.claims')} isDisabled={!isFound || !isClient} footer={{ ...buttons, isNextDisabled: !areClaims }}>
        {step(
          <ClaimFields provider={provider} change={change} known={check.data?.claimsSupported} />,
          <Section title={t('panel.oidc.dryRun')}>
            <ClaimsDryRun provider={provider} />
          </Section>,
        )}
      </WizardStep>
      <WizardStep id="people" name={t('panel.oidc.step.people')} isDisabled={!isFound || !isClient || !areClaims} footer={{ ...buttons, isNextDisabled: !isDecided }}>
        <PeopleStep users={users} areDeleted={areDeleted} onChange={setDeleted} />
      </WizardStep>
      <WizardStep
        id="review"
        name={t('panel.review')}
        isDisabled={!isFound || !isClient || !areClaims || !isDecided}
        footer={{ ...buttons, nextButtonText: t('panel.oidc.apply'), isNextDisabled: apply.isPending, nextButtonProps: { isLoading: apply.isPending } }}
      >
        <Stack hasGutter>
          <StackItem>
            <Review provider={provider} deleted={areDeleted ? users.length : 0} error={apply.error} />
          </StackItem>
        </Stack>
      </WizardStep>
    </Wizard>
  );
}
