import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@panel/i18n';
import { useRegistryChange } from '@panel/lib/registry-change';
import { useRoom } from '@panel/lib/room';
import { renameRegistry } from './api';

export function RenameRegistry({ onClose }: { onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const [name, setName] = useState(registry.name);
  const rename = useRegistryChange(project, registry.id, (to: string) => renameRegistry(project, registry.id, to), onClose);
  const wanted = name.trim();
  return (
    <FormDialog
      title={t('panel.rename.title')}
      submit={t('panel.rename')}
      isReady={wanted !== '' && wanted !== registry.name}
      busy={rename.isPending}
      error={rename.error}
      onSubmit={() => rename.mutate(wanted)}
      onClose={onClose}
    >
      <TextField label={t('panel.name.field')} value={name} onChange={setName} isRequired autoFocus help={t('panel.rename.help')} />
    </FormDialog>
  );
}
