import { Button, Checkbox, Label, List, ListItem, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '@shared/components/confirm';
import { registryUsersQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { useRegistryChange } from '@panel/lib/registry-change';
import { useRoom } from '@panel/lib/room';
import { switchIamOff, switchIamOn } from './api';

/** Accounts of the project instead of users of the registry, and back. */
export function IamSwitch() {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const users = useQuery(registryUsersQuery(project, registry.id)).data ?? [];
  const [isAsking, setAsking] = useState(false);
  const [areDeleted, setDeleted] = useState(false);
  const close = () => {
    setAsking(false);
    setDeleted(false);
  };
  const flip = useRegistryChange(
    project,
    registry.id,
    () => (registry.iamEnabled ? switchIamOff(project, registry.id) : switchIamOn(project, registry.id, areDeleted)),
    close,
  );
  const isOn = registry.iamEnabled;
  const mustDelete = !isOn && users.length > 0;
  return (
    <Stack hasGutter>
      <StackItem>
        <Label color={isOn ? 'green' : 'grey'}>{t(isOn ? 'panel.iam.on' : 'panel.iam.off')}</Label>
      </StackItem>
      <StackItem>
        {t('panel.iam.text')} <Link to={paths.members(project)}>{t('panel.iam.members')}</Link>
      </StackItem>
      <StackItem>
        <Button variant={isOn ? 'danger' : 'secondary'} onClick={() => setAsking(true)}>
          {t(isOn ? 'panel.iam.switchOff' : 'panel.iam.switchOn')}
        </Button>
      </StackItem>
      {isAsking && (
        <Confirm
          title={t(isOn ? 'panel.iam.offTitle' : 'panel.iam.onTitle', { name: registry.name })}
          confirm={t(isOn ? 'panel.iam.switchOff' : 'panel.iam.switchOn')}
          danger
          busy={flip.isPending}
          isBlocked={mustDelete && !areDeleted}
          error={flip.error}
          onConfirm={() => flip.mutate(undefined)}
          onClose={close}
        >
          <Stack hasGutter>
            <StackItem>
              <List>
                <ListItem>{t(isOn ? 'panel.iam.off1' : 'panel.iam.on1')}</ListItem>
                <ListItem>{t(isOn ? 'panel.iam.off2' : 'panel.iam.on2')}</ListItem>
                <ListItem>{t('panel.iam.robots')}</ListItem>
              </List>
            </StackItem>
            {mustDelete && (
              <StackItem>
                <Checkbox
                  id="iam-delete-users"
                  label={t('panel.oidc.deleteUsers', { count: users.length })}
                  description={t('panel.iam.deleteHelp')}
                  isChecked={areDeleted}
                  onChange={(_, checked) => setDeleted(checked)}
                />
              </StackItem>
            )}
          </Stack>
        </Confirm>
      )}
    </Stack>
  );
}
