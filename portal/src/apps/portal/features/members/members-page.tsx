import { Button, Label } from '@patternfly/react-core';
import { PlusCircleIcon, UsersIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { Nothing } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { useUser } from '@portal/lib/session';
import { allMembers, membersQuery, removeMember } from './api';
import { AddMember } from './add-member';
import { ChangeRole } from './change-role';
import { useRoleName, type Member } from './member';

type Doing = { what: 'add' } | { what: 'role' | 'remove'; member: Member } | null;

/** Who may do what in a project. */
export function MembersPage() {
  const { ref, may } = useProject();
  const { t } = useTexts();
  const me = useUser();
  const list = useListState();
  const roleName = useRoleName();
  const [doing, setDoing] = useState<Doing>(null);
  const members = useQuery(membersQuery(ref, list));
  const kindOf = (member: Member) =>
    member.entity_type === 'u'
      ? t('members.user')
      : member.provider_name === null
        ? t('members.group')
        : t('members.groupOf', { name: member.provider_name });
  const add = may('member', 'create') && (
    <Button icon={<PlusCircleIcon />} onClick={() => setDoing({ what: 'add' })}>
      {t('members.add')}
    </Button>
  );
  const actions = (member: Member) => [
    ...(may('member', 'update') ? [{ title: t('members.changeRole'), onClick: () => setDoing({ what: 'role', member }) }] : []),
    ...(may('member', 'delete') ? [{ title: t('action.remove'), onClick: () => setDoing({ what: 'remove', member }) }] : []),
  ];
  return (
    <>
      <ListPage
        list={list}
        query={members}
        searchLabel={t('members.search')}
        actions={add}
        empty={
          <Nothing icon={UsersIcon} title={t('members.empty')} action={add}>
            {t('members.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('members.title')}
          rows={members.data?.data ?? []}
          rowKey={(member) => member.id}
          columns={[
            {
              title: t('members.name'),
              modifier: 'breakWord',
              cell: (member) => (
                <>
                  {member.entity_name}
                  {member.entity_type === 'u' && member.entity_name === me.username && ` (${t('users.you')})`}
                </>
              ),
            },
            { title: t('members.kind'), cell: kindOf },
            { title: t('members.role'), cell: (member) => roleName(member.role_id, member.role_name) },
            {
              title: t('members.for'),
              cell: (member) =>
                member.repository_pattern === null ? t('members.all') : <Label isCompact>{member.repository_pattern}</Label>,
            },
          ]}
          {...((may('member', 'update') || may('member', 'delete')) && { actions })}
        />
      </ListPage>
      {doing?.what === 'add' && <AddMember onClose={() => setDoing(null)} />}
      {doing?.what === 'role' && <ChangeRole member={doing.member} onClose={() => setDoing(null)} />}
      {doing?.what === 'remove' && <RemoveMember member={doing.member} onClose={() => setDoing(null)} />}
    </>
  );
}

function RemoveMember({ member, onClose }: { member: Member; onClose: () => void }) {
  const { ref } = useProject();
  const { t } = useTexts();
  return (
    <Remove
      title={t('members.removeTitle', { name: member.entity_name })}
      confirm={t('action.remove')}
      remove={() => removeMember(ref, member.id)}
      shownBy={[allMembers(ref)]}
      onClose={onClose}
    >
      {t(member.entity_type === 'g' ? 'members.removeGroup' : 'members.removeUser')}
    </Remove>
  );
}
