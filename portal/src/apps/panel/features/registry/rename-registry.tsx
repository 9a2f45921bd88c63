import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@panel/i18n';
import { control } from '@panel/lib/control';
import { registryApi, useRegistryChange } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';

export function RenameRegistry({ onClose }: { onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const [name, setName] = useState(registry.name);
  const rename = useRegistryChange(project, registry.id, (to: string) => control('PUT', registryApi(project, registry.id), { name: to }), onClose);
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
