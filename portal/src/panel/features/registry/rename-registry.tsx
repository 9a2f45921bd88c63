import { useState } from 'react';
import { FormDialog } from '../../../components/form-dialog';
import { TextField } from '../../../components/text-field';
import { usePanelTexts } from '../../i18n';
import { control } from '../../lib/control';
import { registryApi, useRegistryChange } from '../../lib/registry';
import { useRoom } from '../../lib/room';

export function RenameRegistry({ onClose }: { onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t } = usePanelTexts();
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
