import { Content, List, ListItem } from '@patternfly/react-core';
import { useNavigate } from 'react-router';
import { Confirm } from '@shared/components/confirm';
import { bytes, count } from '@shared/lib/format';
import { useTexts } from '@panel/i18n';
import { control } from '@panel/lib/control';
import { paths } from '@panel/lib/paths';
import { registryApi, useRegistryChange, useRegistryUsers } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';

/** Deletes a registry once its name was typed. */
export function DeleteRegistry({ onClose }: { onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const users = useRegistryUsers(project, registry.id).data;
  const remove = useRegistryChange(
    project,
    registry.id,
    () => control('DELETE', registryApi(project, registry.id)),
    () => void navigate(paths.registries(project)),
  );
  return (
    <Confirm
      title={t('panel.delete.question', { name: registry.name })}
      confirm={t('panel.delete.action')}
      danger
      typed={registry.name}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <Content component="p">{t('panel.delete.lost')}</Content>
      <List>
        <ListItem>{t('panel.delete.content', { size: bytes(registry.size, language) })}</ListItem>
        <ListItem>{users === undefined ? t('panel.delete.people') : t('panel.delete.users', { count: count(users.length, language) })}</ListItem>
        <ListItem>{t('panel.delete.settings')}</ListItem>
        <ListItem>{t('panel.delete.address', { url: registry.url })}</ListItem>
      </List>
    </Confirm>
  );
}
