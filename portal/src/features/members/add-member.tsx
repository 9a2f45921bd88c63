import { Radio, FormGroup } from '@patternfly/react-core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '../../components/form-dialog';
import { TextField } from '../../components/text-field';
import { useTexts } from '../../i18n';
import { call, query } from '../../lib/http';
import { projectApi, useProject } from '../../lib/project';
import { useSession } from '../../lib/session';
import { USUAL_ROLE } from './member';
import { RoleFields } from './role-fields';

async function suggestions(isGroup: boolean, part: string): Promise<string[]> {
  if (isGroup) {
    const { data } = await call('GET', `/api/v2.0/usergroups/search${query({ groupname: part })}`);
    return data.map((group) => group.group_name);
  }
  const { data } = await call('GET', `/api/v2.0/users/search${query({ username: part })}`);
  return data.map((user) => user.username);
}

/** A user or a group becomes a member; a group of the provider need not be known yet. */
export function AddMember({ onClose }: { onClose: () => void }) {
  const { ref } = useProject();
  const { t } = useTexts();
  const throughProvider = useSession().info.auth_mode === 'oidc_auth';
  const queries = useQueryClient();
  const [isGroup, setGroup] = useState(false);
  const [name, setName] = useState('');
  const [choice, setChoice] = useState({ roleId: USUAL_ROLE, pattern: '' });
  const known = useQuery({
    queryKey: ['member-names', isGroup, name],
    queryFn: () => suggestions(isGroup, name),
    enabled: name.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const add = useMutation({
    mutationFn: () =>
      call('POST', `${projectApi(ref)}/members`, {
        role_id: choice.roleId,
        repository_pattern: choice.pattern.trim(),
        ...(isGroup ? { member_group: { group_name: name.trim() } } : { member_user: { username: name.trim() } }),
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['members', ref] });
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
      isReady={name.trim() !== ''}
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
        suggestions={known.data ?? []}
        {...(isGroup && throughProvider && { help: t('members.groupText') })}
      />
      <RoleFields choice={choice} onChange={setChoice} />
    </FormDialog>
  );
}
