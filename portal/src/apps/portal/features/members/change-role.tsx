import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { projectQuery } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { allMembers, changeMember } from './api';
import type { Member } from './member';
import { RoleFields } from './role-fields';

export function ChangeRole({ member, onClose }: { member: Member; onClose: () => void }) {
  const { ref } = useProject();
  const { t } = useTexts();
  const queries = useQueryClient();
  const stored = { roleId: member.role_id, pattern: member.repository_pattern ?? '' };
  const [choice, setChoice] = useState(stored);
  const save = useMutation({
    mutationFn: () =>
      changeMember(ref, member.id, {
        role_id: choice.roleId,
        repository_pattern: choice.pattern.trim(),
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allMembers(ref));
      // One may have changed one's own role.
      await queries.invalidateQueries(projectQuery(ref));
    },
  });
  return (
    <FormDialog
      title={t('members.roleOf', { name: member.entity_name })}
      submit={t('action.save')}
      isReady={choice.roleId !== stored.roleId || choice.pattern !== stored.pattern}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <RoleFields choice={choice} onChange={setChoice} />
    </FormDialog>
  );
}
