import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { allUsers, createUser } from './api';

/** A local user; where people sign in through a provider, they come by themselves. */
export function NewUser({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [fields, setFields] = useState({ username: '', email: '', realname: '', password: '' });
  const create = useMutation({
    mutationFn: () => createUser(fields),
    onSuccess: async () => {
      await queries.invalidateQueries(allUsers);
      onClose();
    },
  });
  const isReady = fields.username !== '' && fields.password !== '' && !create.isPending;
  const field = (name: keyof typeof fields, label: string, type: 'text' | 'email' | 'password', help?: string) => (
    <FormGroup label={label} fieldId={`new-user-${name}`} isRequired={name === 'username' || name === 'password'}>
      <TextInput
        id={`new-user-${name}`}
        type={type}
        autoComplete={name === 'password' ? 'new-password' : 'off'}
        value={fields[name]}
        onChange={(_, value) => setFields({ ...fields, [name]: value })}
      />
      {help !== undefined && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem>{help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="new-user">
      <ModalHeader title={t('users.new')} labelId="new-user" />
      <ModalBody>
        <Form
          id="new-user-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) create.mutate();
          }}
        >
          <Refusal error={create.error} />
          {field('username', t('users.name'), 'text')}
          {field('email', t('users.email'), 'email')}
          {field('realname', t('users.realname'), 'text')}
          {field('password', t('users.password'), 'password', t('users.passwordRule'))}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-user-form" isLoading={create.isPending} isDisabled={!isReady}>
          {t('action.create')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
