import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
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
    <FormDialog
      title={t('users.new')}
      submit={t('action.create')}
      isReady={fields.username !== '' && fields.password !== ''}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      {field('username', t('users.name'), 'text')}
      {field('email', t('users.email'), 'email')}
      {field('realname', t('users.realname'), 'text')}
      {field('password', t('users.password'), 'password', t('users.passwordRule'))}
    </FormDialog>
  );
}
