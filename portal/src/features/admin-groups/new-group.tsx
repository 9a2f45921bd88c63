import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Radio, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '../../components/states';
import { useTexts } from '../../i18n';
import { call } from '../../lib/http';
import { LOCAL_TYPE, PROVIDER_TYPE } from './group';

export function NewGroup({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [type, setType] = useState<typeof LOCAL_TYPE | typeof PROVIDER_TYPE>(LOCAL_TYPE);
  const create = useMutation({
    mutationFn: () => call('POST', '/api/v2.0/usergroups', { group_name: name, group_type: type }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['groups'] });
      onClose();
    },
  });
  const isReady = name.trim() !== '' && !create.isPending;
  const kind = (value: typeof type, label: string, description: string) => (
    <Radio
      id={`group-type-${value}`}
      name="group-type"
      label={label}
      description={description}
      isChecked={type === value}
      onChange={() => setType(value)}
    />
  );
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="new-group">
      <ModalHeader title={t('groups.new')} labelId="new-group" />
      <ModalBody>
        <Form
          id="new-group-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) create.mutate();
          }}
        >
          <Refusal error={create.error} />
          <FormGroup label={t('groups.name')} fieldId="group-name" isRequired>
            <TextInput id="group-name" autoFocus autoComplete="off" maxLength={255} value={name} onChange={(_, value) => setName(value)} />
          </FormGroup>
          <FormGroup role="radiogroup" label={t('groups.kind')} fieldId="group-type" isStack>
            {kind(LOCAL_TYPE, t('groups.local'), t('groups.localText'))}
            {kind(PROVIDER_TYPE, t('groups.provider'), t('groups.providerText'))}
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-group-form" isLoading={create.isPending} isDisabled={!isReady}>
          {t('action.create')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
