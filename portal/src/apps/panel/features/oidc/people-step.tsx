import { Alert, Checkbox, List, ListItem, Stack, StackItem } from '@patternfly/react-core';
import { useTexts } from '@panel/i18n';

const NAMED = 10;

/** A registry's people come from one place: whoever is there now has to go. */
export function PeopleStep({ users, areDeleted, onChange }: { users: readonly string[]; areDeleted: boolean; onChange: (areDeleted: boolean) => void }) {
  const { t } = useTexts();
  if (users.length === 0) {
    return <Alert isInline variant="success" title={t('panel.oidc.nobody')}>{t('panel.oidc.nobodyText')}</Alert>;
  }
  const more = users.length - NAMED;
  return (
    <Stack hasGutter className="narrow-form">
      <StackItem>
        <Alert isInline variant="warning" title={t('panel.oidc.inTheWay', { count: users.length })}>
          <p>{t('panel.oidc.inTheWayText')}</p>
        </Alert>
      </StackItem>
      <StackItem>
        <List>
          {users.slice(0, NAMED).map((user) => (
            <ListItem key={user}>{user}</ListItem>
          ))}
          {more > 0 && <ListItem>{t('panel.oidc.andMore', { count: more })}</ListItem>}
        </List>
      </StackItem>
      <StackItem>
        <Checkbox
          id="delete-users"
          label={t('panel.oidc.deleteUsers', { count: users.length })}
          description={t('panel.oidc.deleteUsersHelp')}
          isChecked={areDeleted}
          onChange={(_, checked) => onChange(checked)}
        />
      </StackItem>
    </Stack>
  );
}
