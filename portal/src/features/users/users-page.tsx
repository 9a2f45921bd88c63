import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Problem } from '../../components/problem';
import { Room } from '../../components/room';
import { Rows } from '../../components/rows';
import { moment } from '../../lib/format';
import { call, get } from '../../lib/http';
import { useCurrentUser } from '../../lib/session';

interface User {
  user_id: number;
  username: string;
  email?: string;
  sysadmin_flag: boolean;
  creation_time: string;
}

export function UsersPage() {
  const queries = useQueryClient();
  const me = useCurrentUser();
  const users = useQuery({ queryKey: ['users'], queryFn: () => get<User[]>('/api/v2.0/users?page_size=100') });
  const setAdmin = useMutation({
    mutationFn: (user: User) =>
      call(`/api/v2.0/users/${user.user_id}/sysadmin`, {
        method: 'PUT',
        json: { sysadmin_flag: !user.sysadmin_flag },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  return (
    <Room title="Users" hint="People appear here when they sign in for the first time.">
      {setAdmin.error !== null && <Problem error={setAdmin.error} />}
      <Rows query={users} empty="Nobody has signed in yet.">
        {(rows) => (
          <Table aria-label="Users">
            <Thead>
              <Tr>
                <Th>Name</Th>
                <Th>Administrator</Th>
                <Th>Email</Th>
                <Th>Registration time</Th>
                <Th screenReaderText="Actions" />
              </Tr>
            </Thead>
            <Tbody>
              {rows.map((user) => (
                <Tr key={user.user_id}>
                  <Td dataLabel="Name">{user.username}</Td>
                  <Td dataLabel="Administrator">
                    {user.sysadmin_flag ? <Label color="green">Yes</Label> : <Label>No</Label>}
                  </Td>
                  <Td dataLabel="Email">{user.email}</Td>
                  <Td dataLabel="Registration time">{moment(user.creation_time)}</Td>
                  <Td isActionCell>
                    <Button
                      variant="secondary"
                      size="sm"
                      isDisabled={me.data?.user_id === user.user_id || setAdmin.isPending}
                      onClick={() => setAdmin.mutate(user)}
                    >
                      {user.sysadmin_flag ? 'Revoke admin' : 'Set as admin'}
                    </Button>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Rows>
    </Room>
  );
}
