import { Form, FormGroup, Stack, StackItem, TextInput } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { useTexts } from '@portal/i18n';
import type { User } from '@portal/lib/session';
import { disableUser } from './api';

export function DisableUser({ user, onClose, onDone }: { user: User; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const disable = useMutation({
    mutationFn: () => disableUser(user.user_id, reason),
    onSuccess: onDone,
  });
  return (
    <Confirm
      title={t('users.disableTitle', { name: user.username })}
      confirm={t('users.disable')}
      danger
      busy={disable.isPending}
      error={disable.error}
      onConfirm={() => disable.mutate()}
      onClose={onClose}
    >
      <Stack hasGutter>
        <StackItem>{t('users.disableText')}</StackItem>
        <StackItem>
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              disable.mutate();
            }}
          >
            <FormGroup label={t('users.reason')} fieldId="disable-reason">
              <TextInput id="disable-reason" maxLength={255} value={reason} onChange={(_, value) => setReason(value)} />
            </FormGroup>
          </Form>
        </StackItem>
      </Stack>
    </Confirm>
  );
}
