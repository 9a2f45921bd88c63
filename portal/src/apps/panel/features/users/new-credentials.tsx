import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@panel/i18n';
import { useRegistryChange } from '@panel/lib/registry-change';
import type { RegistryUser } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';
import { createUser } from './api';

/** Makes a local user; what is left empty is made up. */
export function NewCredentials({ onMade, onClose }: { onMade: (user: RegistryUser) => void; onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const [login, setLogin] = useState('');
  const [email, setEmail] = useState('');
  const create = useRegistryChange(
    project,
    registry.id,
    () => createUser(project, registry.id, login.trim(), email.trim()),
    onMade,
  );
  return (
    <FormDialog
      title={t('panel.users.generate')}
      submit={t('panel.users.generateNow')}
      isReady
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate(undefined)}
      onClose={onClose}
    >
      <p>{t('panel.users.generateText')}</p>
      <TextField label={t('panel.users.name')} value={login} onChange={setLogin} help={t('panel.users.madeUp')} autoFocus />
      <TextField label={t('panel.email')} type="email" value={email} onChange={setEmail} help={t('panel.users.madeUp')} />
    </FormDialog>
  );
}
