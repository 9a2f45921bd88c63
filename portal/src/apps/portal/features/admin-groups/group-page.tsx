import { Alert, Button, Form, FormGroup, InputGroup, InputGroupItem, TextInput } from '@patternfly/react-core';
import { UsersIcon } from '@patternfly/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading, Nothing, Refusal } from '@shared/components/states';
import { userSearchQuery } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';
import { paths } from '@portal/lib/paths';
import { addGroupMember, allGroupMembers, groupMembersQuery, groupQuery, removeGroupMember } from './api';
import { isLocal, type Group } from './group';

type Member = Schema<'UserName'>;

/** A group and, when it is local, who is in it. */
export function GroupPage() {
  const { t } = useTexts();
  const { id = '' } = useParams();
  const group = useQuery(groupQuery(id));
  return (
    <PageFrame title={group.data?.group_name ?? t('groups.one')} crumbs={[{ text: t('groups.title'), to: paths.groups }]}>
      {group.isPending && <Loading />}
      {group.isError && <Failure error={group.error} retry={() => void group.refetch()} />}
      {group.data !== undefined &&
        (isLocal(group.data) ? (
          <Members group={group.data} />
        ) : (
          <Alert variant="info" isInline title={t('groups.providerMembers')}>
            {t('groups.providerMembersText')}
          </Alert>
        ))}
    </PageFrame>
  );
}

function Members({ group }: { group: Group }) {
  const { t } = useTexts();
  const list = useListState();
  const queries = useQueryClient();
  const members = useQuery(groupMembersQuery(group.id, list));
  const remove = useMutation({
    mutationFn: (member: Member) => removeGroupMember(group.id, member.user_id),
    onSuccess: () => queries.invalidateQueries(allGroupMembers),
  });
  return (
    <>
      <AddMember group={group} />
      <Refusal error={remove.error} />
      <ListPage
        list={list}
        query={members}
        empty={
          <Nothing icon={UsersIcon} title={t('groups.noMembers')}>
            {t('groups.noMembersText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('groups.members')}
          rows={members.data?.data ?? []}
          rowKey={(member) => member.user_id}
          columns={[{ title: t('groups.name'), cell: (member) => <Link to={paths.user(member.user_id)}>{member.username}</Link> }]}
          actions={(member) => [{ title: t('action.remove'), onClick: () => remove.mutate(member) }]}
        />
      </ListPage>
    </>
  );
}

function AddMember({ group }: { group: Group }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const found = useQuery(userSearchQuery(name));
  const add = useMutation({
    mutationFn: () => addGroupMember(group.id, name),
    onSuccess: async () => {
      setName('');
      await queries.invalidateQueries(allGroupMembers);
    },
  });
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') add.mutate();
      }}
    >
      <Refusal error={add.error} />
      <FormGroup label={t('groups.addMember')} fieldId="group-member">
        <InputGroup>
          <InputGroupItem isFill>
            <TextInput id="group-member" list="group-member-names" autoComplete="off" value={name} onChange={(_, value) => setName(value)} />
            <datalist id="group-member-names">
              {found.data?.map((one) => (
                <option key={one.user_id} value={one.username} />
              ))}
            </datalist>
          </InputGroupItem>
          <InputGroupItem>
            <Button type="submit" variant="secondary" isLoading={add.isPending} isDisabled={name.trim() === '' || add.isPending}>
              {t('action.add')}
            </Button>
          </InputGroupItem>
        </InputGroup>
      </FormGroup>
    </Form>
  );
}
