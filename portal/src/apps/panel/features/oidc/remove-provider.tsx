import { Content, List, ListItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { registryUsersQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { useRegistryChange } from '@panel/lib/registry-change';
import { useRoom } from '@panel/lib/room';
import { removeProvider } from './api';

/** Removes the configuration, and with it all users. */
export function RemoveProvider({ name, onClose }: { name: string; onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const users = useQuery(registryUsersQuery(project, registry.id)).data;
  const remove = useRegistryChange(project, registry.id, () => removeProvider(project, registry.id), onClose);
  return (
    <Confirm
      title={t('panel.oidc.removeTitle', { name: registry.name })}
      confirm={t('action.remove')}
      danger
      typed={name}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <Content component="p">{t('panel.oidc.removeText')}</Content>
      <List>
        <ListItem>{t('panel.oidc.removeUsers', { count: users?.length ?? 0 })}</ListItem>
        <ListItem>{t('panel.oidc.removeSecrets')}</ListItem>
        <ListItem>{t('panel.oidc.removeMembers')}</ListItem>
        <ListItem>{t('panel.oidc.removeKept')}</ListItem>
        <ListItem>{t('panel.oidc.removeNext')}</ListItem>
      </List>
    </Confirm>
  );
}
