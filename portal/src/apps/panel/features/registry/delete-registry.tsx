import { Content, List, ListItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { Confirm } from '@shared/components/confirm';
import { bytes } from '@shared/lib/format';
import { registryUsersQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { useRegistryChange } from '@panel/lib/registry-change';
import { useRoom } from '@panel/lib/room';
import { deleteRegistry } from './api';

/** Deletes a registry once its name was typed. */
export function DeleteRegistry({ onClose }: { onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const users = useQuery(registryUsersQuery(project, registry.id)).data;
  const remove = useRegistryChange(
    project,
    registry.id,
    () => deleteRegistry(project, registry.id),
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
        <ListItem>{users === undefined ? t('panel.delete.people') : t('panel.delete.users', { count: users.length })}</ListItem>
        <ListItem>{t('panel.delete.settings')}</ListItem>
        <ListItem>{t('panel.delete.address', { url: registry.url })}</ListItem>
      </List>
    </Confirm>
  );
}
