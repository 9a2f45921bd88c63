import { Checkbox, FormGroup, Radio } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';
import { TextField } from '@shared/components/text-field';
import { useProviderTexts } from './texts';
import type { Provider } from './provider';

export interface Fields {
  provider: Provider;
  change: (changes: Partial<Provider>) => void;
}

export interface EndpointOptions extends Fields {
  /** An endpoint as it may look. */
  example: string;
  /** Stands beside the endpoint. */
  action?: ReactNode;
  isNameOptional?: boolean;
  /** Another field comes first, and has the focus. */
  isSecond?: boolean;
}

/** Where the provider is. */
export function EndpointFields({ provider, change, example, action, isNameOptional, isSecond }: EndpointOptions) {
  const { t } = useProviderTexts();
  const id = useId();
  return (
    <>
      <TextField
        label={t('provider.endpoint')}
        value={provider.endpoint}
        onChange={(endpoint) => change({ endpoint })}
        help={t('provider.endpointHelp', { example })}
        isRequired
        autoFocus={isSecond !== true}
        action={action}
      />
      <TextField label={t('provider.name')} value={provider.name} onChange={(name) => change({ name })} help={t('provider.nameHelp')} isRequired={isNameOptional !== true} />
      <Checkbox
        id={id}
        label={t('provider.verify')}
        description={t('provider.verifyHelp')}
        isChecked={provider.verifyCert}
        onChange={(_, verifyCert) => change({ verifyCert })}
      />
    </>
  );
}

/** What the provider knows the registry by. */
export function ClientFields({ provider, change, isSecretKept }: Fields & { isSecretKept: boolean }) {
  const { t } = useProviderTexts();
  return (
    <>
      <TextField label={t('provider.clientId')} value={provider.clientId} onChange={(clientId) => change({ clientId })} isRequired />
      <TextField
        label={t('provider.clientSecret')}
        type="password"
        value={provider.clientSecret}
        onChange={(clientSecret) => change({ clientSecret })}
        isRequired={!isSecretKept}
        help={t(isSecretKept ? 'provider.secretKept' : 'provider.secretHelp')}
      />
    </>
  );
}

/**
 * What is read out of a token: username, groups, administrators.
 *
 * @param known the claims that the provider says it has
 */
export function ClaimFields({ provider, change, known = [] }: Fields & { known?: readonly string[] | undefined }) {
  const { t } = useProviderTexts();
  const id = useId();
  return (
    <>
      <TextField label={t('provider.scope')} value={provider.scope} onChange={(scope) => change({ scope })} help={t('provider.scopeHelp')} isRequired />
      <FormGroup role="radiogroup" label={t('provider.username')} fieldId={`${id}-asked`} isStack>
        <Radio
          id={`${id}-asked`}
          name={`${id}-onboard`}
          label={t('provider.asked')}
          description={t('provider.askedHelp')}
          isChecked={!provider.autoOnboard}
          onChange={() => change({ autoOnboard: false })}
        />
        <Radio
          id={`${id}-taken`}
          name={`${id}-onboard`}
          label={t('provider.taken')}
          description={t('provider.takenHelp')}
          isChecked={provider.autoOnboard}
          onChange={() => change({ autoOnboard: true })}
        />
      </FormGroup>
      <TextField
        label={t('provider.userClaim')}
        value={provider.userClaim}
        onChange={(userClaim) => change({ userClaim })}
        suggestions={known}
        isRequired={provider.autoOnboard}
        isWrong={provider.autoOnboard && provider.userClaim.trim() === ''}
        help={t('provider.userClaimHelp')}
      />
      <TextField
        label={t('provider.groupsClaim')}
        value={provider.groupsClaim}
        onChange={(groupsClaim) => change({ groupsClaim })}
        suggestions={known}
        help={t('provider.groupsClaimHelp')}
      />
      {provider.groupsClaim.trim() !== '' && (
        <>
          <TextField label={t('provider.adminGroup')} value={provider.adminGroup} onChange={(adminGroup) => change({ adminGroup })} help={t('provider.adminGroupHelp')} />
          <TextField label={t('provider.groupFilter')} value={provider.groupFilter} onChange={(groupFilter) => change({ groupFilter })} help={t('provider.groupFilterHelp')} />
        </>
      )}
    </>
  );
}
