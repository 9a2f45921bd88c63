import {
  Button,
  ClipboardCopy,
  Content,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Spinner,
  Stack,
  StackItem,
  Title,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../components/problem';
import { Room } from '../../components/room';
import { call } from '../../lib/http';
import { type CurrentUser, isAdministrator, useCurrentUser } from '../../lib/session';

export function ProfilePage() {
  const user = useCurrentUser();
  if (!user.data) {
    return <Spinner aria-label="Loading" />;
  }
  const facts = {
    Username: user.data.username,
    Email: user.data.email,
    Name: user.data.realname,
    Administrator: isAdministrator(user.data) ? 'Yes' : 'No',
  };
  return (
    <Room title="Profile">
      <Stack hasGutter>
        <StackItem>
          <DescriptionList isHorizontal>
            {Object.entries(facts).map(([term, value]) => (
              <DescriptionListGroup key={term}>
                <DescriptionListTerm>{term}</DescriptionListTerm>
                <DescriptionListDescription>{value}</DescriptionListDescription>
              </DescriptionListGroup>
            ))}
          </DescriptionList>
        </StackItem>
        {user.data.oidc_user_meta !== undefined && <CliSecret user={user.data} />}
      </Stack>
    </Room>
  );
}

/** The password that container clients use for somebody who has none here. */
function CliSecret({ user }: { user: CurrentUser }) {
  const [shown, setShown] = useState(false);
  const queries = useQueryClient();
  const renew = useMutation({
    mutationFn: () => call(`/api/v2.0/users/${user.user_id}/cli_secret`, { method: 'PUT', json: { secret: '' } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['current-user'] }),
  });
  const secret = user.oidc_user_meta?.secret ?? '';
  return (
    <>
      <StackItem>
        <Title headingLevel="h2">CLI secret</Title>
        <Content component="p">
          Use it as the password of docker, podman, skopeo or helm. Generating a new one ends the old one.
        </Content>
        {renew.error !== null && <Problem error={renew.error} />}
      </StackItem>
      <StackItem>
        {shown ? (
          <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="CLI secret">
            {secret}
          </ClipboardCopy>
        ) : (
          <Button variant="secondary" onClick={() => setShown(true)}>
            Show secret
          </Button>
        )}{' '}
        <Button variant="secondary" isLoading={renew.isPending} onClick={() => renew.mutate()}>
          Generate secret
        </Button>
      </StackItem>
      <StackItem>
        <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="Login command">
          {`docker login -u ${user.username} ${window.location.host}`}
        </ClipboardCopy>
      </StackItem>
    </>
  );
}
