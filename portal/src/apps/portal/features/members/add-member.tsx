import { Radio, FormGroup } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { userSearchQuery } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { useSession } from '@portal/lib/session';
import { addMember, allMembers, groupSearchQuery } from './api';
import { USUAL_ROLE } from './member';
import { RoleFields } from './role-fields';

/** A user or a group becomes a member; a group of the provider need not be known yet. */
export function AddMember({ onClose }: { onClose: () => void }) {
  const { ref } = useProject();
  const { t } = useTexts();
  const throughProvider = useSession().info.auth_mode === 'oidc_auth';
  const queries = useQueryClient();
  const [isGroup, setGroup] = useState(false);
  const [name, setName] = useState('');
  const [groupId, setGroupId] = useState(0);
  const [choice, setChoice] = useState({ roleId: USUAL_ROLE, pattern: '' });
  const users = useQuery({ ...userSearchQuery(name), enabled: !isGroup && name.trim() !== '' });
  const groups = useQuery({ ...groupSearchQuery(name), enabled: isGroup && name.trim() !== '' });
  const names = isGroup ? [...new Set(groups.data?.map((group) => group.group_name))] : users.data?.map((user) => user.username);
  const alike = (isGroup ? (groups.data ?? []) : []).filter((group) => group.group_name === name.trim());
  const chosen = alike.length > 1 ? alike.find((group) => group.id === groupId) : undefined;
  const add = useMutation({
    mutationFn: () =>
      addMember(ref, {
        role_id: choice.roleId,
        repository_pattern: choice.pattern.trim(),
        ...(isGroup ? { member_group: chosen === undefined ? { group_name: name.trim() } : { id: chosen.id } } : { member_user: { username: name.trim() } }),
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allMembers(ref));
    },
  });
  const kind = (group: boolean) => {
    setGroup(group);
    setName('');
  };
  return (
    <FormDialog
      title={t('members.add')}
      submit={t('action.add')}
      isReady={name.trim() !== '' && (alike.length < 2 || chosen !== undefined)}
      busy={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <FormGroup role="radiogroup" isInline label={t('members.kind')} fieldId="member-kind">
        <Radio id="member-user" name="member-kind" label={t('members.user')} isChecked={!isGroup} onChange={() => kind(false)} />
        <Radio id="member-group" name="member-kind" label={t('members.group')} isChecked={isGroup} onChange={() => kind(true)} />
      </FormGroup>
      <TextField
        key={isGroup ? 'group' : 'user'}
        label={t(isGroup ? 'members.groupName' : 'members.userName')}
        value={name}
        onChange={setName}
        isRequired
        autoFocus
        suggestions={names ?? []}
        {...(isGroup && throughProvider && { help: t('members.groupText') })}
      />
      {alike.length > 1 && (
        <FormGroup role="radiogroup" label={t('members.whichGroup')} fieldId="member-group-of">
          {alike.map((group) => (
            <Radio
              key={group.id}
              id={`member-group-${group.id}`}
              name="member-group-of"
              label={group.group_type === 4 ? t('members.localGroup') : t('members.groupOf', { name: group.provider_name ?? '?' })}
              isChecked={groupId === group.id}
              onChange={() => setGroupId(group.id)}
            />
          ))}
        </FormGroup>
      )}
      <RoleFields choice={choice} onChange={setChoice} />
    </FormDialog>
  );
}
