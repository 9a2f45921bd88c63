import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal, Saved } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@panel/i18n';
import { browsersQuery, changePassword } from './api';

/** A new password, for who knows the present one; other browsers are signed out. */
export function ChangePassword() {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [newPassword, setNew] = useState('');
  const [again, setAgain] = useState('');
  const save = useMutation({
    mutationFn: () => changePassword(password, newPassword),
    onSuccess: async () => {
      setPassword('');
      setNew('');
      setAgain('');
      await queries.invalidateQueries(browsersQuery);
    },
  });
  const differs = again !== '' && again !== newPassword;
  const isReady = password !== '' && newPassword !== '' && newPassword === again && !save.isPending;
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save.mutate();
      }}
    >
      {save.isSuccess && <Saved text={t('panel.password.changed')} />}
      <TextField type="password" label={t('panel.password.present')} value={password} onChange={setPassword} />
      <TextField type="password" label={t('panel.password.new')} value={newPassword} onChange={setNew} help={t('panel.password.rule')} />
      <TextField
        type="password"
        label={t('panel.password.again')}
        value={again}
        onChange={setAgain}
        isWrong={differs}
        {...(differs && { help: t('panel.password.differs') })}
      />
      <Refusal error={save.error} />
      <ActionGroup>
        <Button type="submit" isDisabled={!isReady} isLoading={save.isPending}>
          {t('panel.password.change')}
        </Button>
      </ActionGroup>
    </Form>
  );
}
