import { Button, Content, FormSelect, FormSelectOption, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { ChoiceField } from '@shared/components/choice-field';
import { DataTable } from '@shared/components/data-table';
import { FormDialog } from '@shared/components/form-dialog';
import { PageFrame } from '@shared/components/page';
import { Remove } from '@shared/components/remove';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { time } from '@shared/lib/format';
import { projectQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { useAccount } from '@panel/lib/session';
import { addMember, changeMember, membersQuery, removeMember } from './api';
import type { Member, Role } from './api';

const ROLES = ['owner', 'operator', 'viewer'] as const;

function roleOf(value: string): Role {
  return ROLES.find((role) => role === value) ?? 'viewer';
}

/** Who belongs to a project, and as what. */
export function MembersPage() {
  const { project = '' } = useParams();
  const { t, language } = useTexts();
  const me = useAccount();
  const queries = useQueryClient();
  const name = useQuery(projectQuery(project)).data?.description ?? '';
  const members = useQuery(membersQuery(project));
  const [isNew, setNew] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const again = () => queries.invalidateQueries(membersQuery(project));
  const change = useMutation({ mutationFn: ({ member, role }: { member: Member; role: Role }) => changeMember(project, member.account, role), onSettled: again });
  const roles = ROLES.map((role) => [role, t(`panel.role.${role}`)] as const);
  return (
    <PageFrame
      title={t('panel.members.title')}
      crumbs={[{ text: name || project, to: paths.registries(project) }]}
      actions={
        <Button variant="primary" onClick={() => setNew(true)}>
          {t('panel.members.add')}
        </Button>
      }
    >
      {members.isPending && <Loading />}
      {members.isError && <Failure error={members.error} retry={() => void members.refetch()} />}
      {members.data && (
        <Stack hasGutter>
          <StackItem>
            <Content component="p">{t('panel.members.text')}</Content>
          </StackItem>
          <StackItem>
            <Refusal error={change.error} />
            <DataTable
              label={t('panel.members.title')}
              rows={members.data}
              rowKey={(member) => member.account}
              columns={[
                { title: t('panel.signIn.account'), cell: (member) => (member.account === me.account ? `${member.account} (${t('panel.members.you')})` : member.account) },
                { title: t('panel.email'), cell: (member) => member.email, modifier: 'breakWord' },
                {
                  title: t('panel.members.role'),
                  cell: (member) => (
                    <FormSelect
                      aria-label={t('panel.members.roleOf', { name: member.account })}
                      value={member.role}
                      onChange={(_, role) => change.mutate({ member, role: roleOf(role) })}
                    >
                      {roles.map(([value, text]) => (
                        <FormSelectOption key={value} value={value} label={text} />
                      ))}
                    </FormSelect>
                  ),
                },
                { title: t('panel.members.since'), cell: (member) => time(member.createdAt, language) },
              ]}
              actions={(member) => [{ title: t('action.remove'), onClick: () => setLeaving(member) }]}
            />
          </StackItem>
        </Stack>
      )}
      {isNew && <NewMember project={project} roles={roles} onClose={() => setNew(false)} onDone={() => void again()} />}
      {leaving !== null && (
        <Remove
          title={t('panel.members.remove', { name: leaving.account })}
          confirm={t('action.remove')}
          remove={() => removeMember(project, leaving.account)}
          shownBy={[membersQuery(project)]}
          onClose={() => setLeaving(null)}
        >
          {t('panel.members.removeText')}
        </Remove>
      )}
    </PageFrame>
  );
}

function NewMember(props: { project: string; roles: readonly (readonly [Role, string])[]; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const [account, setAccount] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const add = useMutation({
    mutationFn: () => addMember(props.project, account.trim(), role),
    onSuccess: () => {
      props.onDone();
      props.onClose();
    },
  });
  return (
    <FormDialog
      title={t('panel.members.add')}
      submit={t('action.add')}
      isReady={account.trim() !== ''}
      busy={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate()}
      onClose={props.onClose}
    >
      <TextField label={t('panel.signIn.account')} value={account} onChange={setAccount} isRequired autoFocus help={t('panel.members.accountHelp')} />
      <ChoiceField label={t('panel.members.role')} value={role} onChange={(value) => setRole(roleOf(value))} options={props.roles} />
    </FormDialog>
  );
}
