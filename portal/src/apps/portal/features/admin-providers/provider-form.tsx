import { Alert, Button, FormGroup } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '@portal/i18n';
import { allProviders } from '@portal/lib/api';
import { paths } from '@portal/lib/paths';
import { CopyField } from '@shared/components/copy-field';
import { Refusal } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { ProviderForm as SharedForm } from '@shared/provider/provider-form';
import { trimmed, type Provider } from '@shared/provider/provider';
import { addProvider, changeProvider, pingProvider } from './api';
import { settingsOf } from './provider';

const ALIAS = /^[a-z0-9-]{1,40}$/;

/**
 * The settings of a provider.
 *
 * @param known its alias; null for a new one
 */
export function ProviderForm({ start, known }: { start: Provider; known: string | null }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [alias, setAlias] = useState(known ?? '');
  const [provider, setProvider] = useState(start);
  const test = useMutation({ mutationFn: () => pingProvider(provider.endpoint.trim(), provider.verifyCert) });
  const save = useMutation({
    mutationFn: () => (known === null ? addProvider(alias, settingsOf(trimmed(provider))) : changeProvider(known, settingsOf(trimmed(provider)))),
    onSuccess: async () => {
      await queries.invalidateQueries(allProviders);
      await navigate(paths.providers);
    },
  });
  return (
    <SharedForm
      isNew={known === null}
      provider={provider}
      change={(some) => {
        test.reset();
        setProvider({ ...provider, ...some });
      }}
      example="https://id.example.org/realms/registry"
      isNameOptional
      isSecond={known === null}
      isBlocked={!ALIAS.test(alias)}
      before={known === null && <TextField label={t('providers.alias')} value={alias} onChange={setAlias} help={t('providers.aliasText')} isRequired autoFocus />}
      action={
        <Button variant="secondary" isDisabled={provider.endpoint === '' || test.isPending} isLoading={test.isPending} onClick={() => test.mutate()}>
          {t('providers.test')}
        </Button>
      }
      tried={test.isSuccess ? <Alert variant="success" isInline isPlain title={t('providers.answers')} /> : <Refusal error={test.error} />}
      tell={
        ALIAS.test(alias) && (
          <>
            <FormGroup label={t('provider.redirect')}>
              <CopyField text={`${window.location.origin}/c/oidc/callback/${alias}`} label={t('provider.redirect')} />
            </FormGroup>
            <FormGroup label={t('provider.postLogout')}>
              <CopyField text={`${window.location.origin}/account/sign-in`} label={t('provider.postLogout')} />
            </FormGroup>
          </>
        )
      }
      busy={save.isPending}
      error={save.error}
      onSave={() => save.mutate()}
      onCancel={() => void navigate(paths.providers)}
    />
  );
}
