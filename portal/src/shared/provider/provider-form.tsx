import { ActionGroup, Button, Form } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@shared/i18n';
import { ClaimFields, ClientFields, EndpointFields, type EndpointOptions } from './fields';
import { areClaimsComplete, isAddress } from './provider';

/** All settings of a provider on one page. */
export function ProviderForm(
  props: EndpointOptions & {
    isNew: boolean;
    /** Fields before all others. */
    before?: ReactNode;
    /** What came of trying the endpoint. */
    tried?: ReactNode;
    /** What the provider has to know; stands below the client. */
    tell?: ReactNode;
    knownClaims?: readonly string[] | undefined;
    /** Something else is missing. */
    isBlocked?: boolean;
    busy: boolean;
    error: unknown;
    onSave: () => void;
    onCancel: () => void;
  },
) {
  const { t } = useTexts();
  const { provider, change } = props;
  const isReady =
    props.isBlocked !== true &&
    !props.busy &&
    isAddress(provider.endpoint) &&
    (props.isNameOptional === true || provider.name.trim() !== '') &&
    provider.clientId.trim() !== '' &&
    (!props.isNew || provider.clientSecret.trim() !== '') &&
    areClaimsComplete(provider);
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) props.onSave();
      }}
    >
      {props.before}
      <EndpointFields {...props} />
      {props.tried}
      <ClientFields provider={provider} change={change} isSecretKept={!props.isNew} />
      {props.tell}
      <ClaimFields provider={provider} change={change} known={props.knownClaims} />
      <Refusal error={props.error} />
      <ActionGroup>
        <Button type="submit" isLoading={props.busy} isDisabled={!isReady}>
          {t(props.isNew ? 'action.add' : 'action.save')}
        </Button>
        <Button variant="link" onClick={props.onCancel}>
          {t('action.cancel')}
        </Button>
      </ActionGroup>
    </Form>
  );
}
