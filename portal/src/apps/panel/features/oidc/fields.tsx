import { Checkbox, FormGroup, Radio } from '@patternfly/react-core';
import { useId } from 'react';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@panel/i18n';
import type { Provider, Report } from './provider';

interface Fields {
  provider: Provider;
  change: (changes: Partial<Provider>) => void;
}

/** Where the provider is. */
export function EndpointFields({ provider, change, example }: Fields & { example: string }) {
  const { t } = useTexts();
  const id = useId();
  return (
    <>
      <TextField
        label={t('panel.oidc.endpoint')}
        value={provider.endpoint}
        onChange={(endpoint) => change({ endpoint })}
        help={t('panel.oidc.endpointHelp', { example })}
        isRequired
        autoFocus
      />
      <TextField label={t('panel.oidc.name')} value={provider.name} onChange={(name) => change({ name })} help={t('panel.oidc.nameHelp')} isRequired />
      <Checkbox
        id={id}
        label={t('panel.oidc.verify')}
        description={t('panel.oidc.verifyHelp')}
        isChecked={provider.verifyCert}
        onChange={(_, verifyCert) => change({ verifyCert })}
      />
    </>
  );
}

/** What the provider knows the registry by. */
export function ClientFields({ provider, change, isSecretKept }: Fields & { isSecretKept: boolean }) {
  const { t } = useTexts();
  return (
    <>
      <TextField label={t('panel.oidc.clientId')} value={provider.clientId} onChange={(clientId) => change({ clientId })} isRequired />
      <TextField
        label={t('panel.oidc.clientSecret')}
        type="password"
        value={provider.clientSecret}
        onChange={(clientSecret) => change({ clientSecret })}
        isRequired={!isSecretKept}
        help={t(isSecretKept ? 'panel.oidc.secretKept' : 'panel.oidc.secretHelp')}
      />
    </>
  );
}

/** What is read out of a token: username, groups, administrators. */
export function ClaimFields({ provider, change, report }: Fields & { report?: Report | undefined }) {
  const { t } = useTexts();
  const id = useId();
  const known = report?.claimsSupported ?? [];
  return (
    <>
      <TextField label={t('panel.oidc.scope')} value={provider.scope} onChange={(scope) => change({ scope })} help={t('panel.oidc.scopeHelp')} isRequired />
      <FormGroup role="radiogroup" label={t('panel.oidc.username')} fieldId={`${id}-asked`} isStack>
        <Radio
          id={`${id}-asked`}
          name={`${id}-onboard`}
          label={t('panel.oidc.asked')}
          description={t('panel.oidc.askedHelp')}
          isChecked={!provider.autoOnboard}
          onChange={() => change({ autoOnboard: false })}
        />
        <Radio
          id={`${id}-taken`}
          name={`${id}-onboard`}
          label={t('panel.oidc.taken')}
          description={t('panel.oidc.takenHelp')}
          isChecked={provider.autoOnboard}
          onChange={() => change({ autoOnboard: true })}
        />
      </FormGroup>
      <TextField
        label={t('panel.oidc.userClaim')}
        value={provider.userClaim}
        onChange={(userClaim) => change({ userClaim })}
        suggestions={known}
        isRequired={provider.autoOnboard}
        isWrong={provider.autoOnboard && provider.userClaim.trim() === ''}
        help={t('panel.oidc.userClaimHelp')}
      />
      <TextField
        label={t('panel.oidc.groupsClaim')}
        value={provider.groupsClaim}
        onChange={(groupsClaim) => change({ groupsClaim })}
        suggestions={known}
        help={t('panel.oidc.groupsClaimHelp')}
      />
      {provider.groupsClaim.trim() !== '' && (
        <>
          <TextField label={t('panel.oidc.adminGroup')} value={provider.adminGroup} onChange={(adminGroup) => change({ adminGroup })} help={t('panel.oidc.adminGroupHelp')} />
          <TextField label={t('panel.oidc.groupFilter')} value={provider.groupFilter} onChange={(groupFilter) => change({ groupFilter })} help={t('panel.oidc.groupFilterHelp')} />
        </>
      )}
    </>
  );
}

/** Whether the claims can be what they say. */
export function areClaimsComplete(provider: Provider): boolean {
  return provider.scope.split(/[,\s]+/).includes('openid') && (!provider.autoOnboard || provider.userClaim.trim() !== '');
}
