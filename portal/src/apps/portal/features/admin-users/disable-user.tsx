import { Form, FormGroup, Stack, StackItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { useTexts } from '@portal/i18n';
import { call } from '@portal/lib/harbor';
import type { User } from '@portal/lib/session';

/** Whether and why a user is shut out. */
export function useShutOut(userId: number) {
  return useQuery({
    queryKey: ['user-disabled', userId],
    queryFn: () => call('GET', `/api/v2.0/users/${userId}/disabled`),
  });
}

export function DisableUser({ user, onClose, onDone }: { user: User; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const disable = useMutation({
    mutationFn: () => call('PUT', `/api/v2.0/users/${user.user_id}/disabled`, { disabled: true, reason }),
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
