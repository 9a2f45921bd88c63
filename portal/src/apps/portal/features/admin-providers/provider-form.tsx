import { ActionGroup, Alert, Button, Checkbox, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, InputGroup, InputGroupItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CopyField } from '@shared/components/copy-field';
import { Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { call } from '@portal/lib/harbor';
import { paths } from '@portal/lib/paths';
import { bodyOf, type Fields } from './provider';

type TextField = Exclude<keyof Fields, 'verify_cert' | 'auto_onboard'>;

const ALIAS = /^[a-z0-9-]{1,40}$/;

/**
 * The settings of a provider.
 *
 * @param alias null for a new one
 */
export function ProviderForm({ start, alias }: { start: Fields; alias: string | null }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [fields, setFields] = useState(start);
  const test = useMutation({
    mutationFn: () => call('POST', '/api/v2.0/system/oidc/ping', { url: fields.endpoint, verify_cert: fields.verify_cert }),
  });
  const save = useMutation({
    mutationFn: () =>
      alias === null
        ? call('POST', '/api/v2.0/oidc-providers', bodyOf(fields))
        : call('PUT', `/api/v2.0/oidc-providers/${encodeURIComponent(alias)}`, bodyOf(fields)),
    onSuccess: async () => {
      await Promise.all(['providers', 'provider-status'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      await navigate(paths.providers);
    },
  });
  const change = (some: Partial<Fields>) => {
    test.reset();
    setFields({ ...fields, ...some });
  };
  const isReady =
    (alias !== null || (ALIAS.test(fields.alias) && fields.client_secret !== '')) && fields.endpoint !== '' && fields.client_id !== '' && !save.isPending;
  const text = (name: TextField, label: string, options: { help?: string; isRequired?: boolean; type?: 'password' | 'url' } = {}) => (
    <FormGroup label={label} fieldId={`provider-${name}`} isRequired={options.isRequired === true}>
      <TextInput
        id={`provider-${name}`}
        type={options.type ?? 'text'}
        autoComplete={options.type === 'password' ? 'new-password' : 'off'}
        value={fields[name]}
        onChange={(_, value) => change({ [name]: value })}
      />
      {options.help !== undefined && <Help text={options.help} />}
    </FormGroup>
  );
  return (
    <Form
      className="narrow-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save.mutate();
      }}
    >
      {alias === null && text('alias', t('providers.alias'), { help: t('providers.aliasText'), isRequired: true })}
      {text('name', t('providers.name'), { help: t('providers.nameText') })}
      <FormGroup label={t('providers.endpoint')} fieldId="provider-endpoint" isRequired>
        <InputGroup>
          <InputGroupItem isFill>
            <TextInput id="provider-endpoint" type="url" value={fields.endpoint} onChange={(_, value) => change({ endpoint: value })} />
          </InputGroupItem>
          <InputGroupItem>
            <Button variant="secondary" isDisabled={fields.endpoint === '' || test.isPending} isLoading={test.isPending} onClick={() => test.mutate()}>
              {t('providers.test')}
            </Button>
          </InputGroupItem>
        </InputGroup>
        <Help text={t('providers.endpointText')} />
      </FormGroup>
      <Refusal error={test.error} />
      {test.isSuccess && <Alert variant="success" isInline isPlain title={t('providers.answers')} />}
      {text('client_id', t('providers.clientId'), { isRequired: true })}
      {text('client_secret', t('providers.clientSecret'), {
        type: 'password',
        isRequired: alias === null,
        ...(alias !== null && { help: t('providers.secretStays') }),
      })}
      {ALIAS.test(fields.alias) && (
        <FormGroup label={t('providers.redirectUri')}>
          <CopyField text={`${window.location.origin}/c/oidc/callback/${fields.alias}`} label={t('providers.redirectUri')} />
        </FormGroup>
      )}
      {(['scope', 'groups_claim', 'group_filter', 'admin_group', 'user_claim'] as const).map((name) => (
        <div key={name}>{text(name, t(`providers.field.${name}` as Key), { help: t(`providers.help.${name}` as Key) })}</div>
      ))}
      <Checkbox
        id="provider-auto-onboard"
        label={t('providers.autoOnboard')}
        description={t('providers.autoOnboardText')}
        isChecked={fields.auto_onboard}
        onChange={(_, value) => change({ auto_onboard: value })}
      />
      <Checkbox
        id="provider-verify-cert"
        label={t('providers.verifyCert')}
        description={t('providers.verifyCertText')}
        isChecked={fields.verify_cert}
        onChange={(_, value) => change({ verify_cert: value })}
      />
      <Refusal error={save.error} />
      <ActionGroup>
        <Button type="submit" isLoading={save.isPending} isDisabled={!isReady}>
          {t(alias === null ? 'action.add' : 'action.save')}
        </Button>
        <Button variant="link" onClick={() => void navigate(paths.providers)}>
          {t('action.cancel')}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function Help({ text }: { text: string }) {
  return (
    <FormHelperText>
      <HelperText>
        <HelperTextItem>{text}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
