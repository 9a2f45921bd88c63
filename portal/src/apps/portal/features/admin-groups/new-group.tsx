import { FormGroup, Radio, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { providersQuery } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { allGroups, createGroup } from './api';
import { LOCAL_TYPE, PROVIDER_TYPE } from './group';

/** No alias begins with a sign. */
const LOCAL = '-local';
const ANY_PROVIDER = '';

export function NewGroup({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [choice, setChoice] = useState(LOCAL);
  const providers = useQuery(providersQuery);
  const several = providers.data !== undefined && providers.data.data.length > 1 ? providers.data.data : [];
  const create = useMutation({
    mutationFn: () =>
      createGroup({
        group_name: name,
        group_type: choice === LOCAL ? LOCAL_TYPE : PROVIDER_TYPE,
        ...(choice !== LOCAL && choice !== ANY_PROVIDER && { provider: choice }),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries(allGroups);
      onClose();
    },
  });
  const kind = (value: string, label: string, description: string) => (
    <Radio
      key={value}
      id={`group-type-${value}`}
      name="group-type"
      label={label}
      description={description}
      isChecked={choice === value}
      onChange={() => setChoice(value)}
    />
  );
  return (
    <FormDialog
      title={t('groups.new')}
      submit={t('action.create')}
      isReady={name.trim() !== ''}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <FormGroup label={t('groups.name')} fieldId="group-name" isRequired>
        <TextInput id="group-name" autoFocus autoComplete="off" maxLength={255} value={name} onChange={(_, value) => setName(value)} />
      </FormGroup>
      <FormGroup role="radiogroup" label={t('groups.kind')} fieldId="group-type" isStack>
        {kind(LOCAL, t('groups.local'), t('groups.localText'))}
        {several.length === 0
          ? kind(ANY_PROVIDER, t('groups.provider'), t('groups.providerText'))
          : several.map((provider) => kind(provider.alias, t('groups.ofProvider', { name: provider.name }), t('groups.providerText')))}
      </FormGroup>
    </FormDialog>
  );
}
