import { Alert, Content, Label, LabelGroup, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';
import { paths } from '@portal/lib/paths';
import { rightsQuery } from './api';

type Rights = Schema<'UserRights'>;
type Membership = Rights['memberships'][number];

const LOCAL_GROUP = 4;

/** What a user may do at the moment, and what gives it. */
export function EffectiveRights({ userId }: { userId: number }) {
  const { t } = useTexts();
  const rights = useQuery(rightsQuery(userId));
  return (
    <Section title={t('users.rights')}>
      {rights.isPending && <Loading rows={3} />}
      {rights.isError && <Failure error={rights.error} retry={() => void rights.refetch()} />}
      {rights.data !== undefined && <Found rights={rights.data} />}
    </Section>
  );
}

function Found({ rights }: { rights: Rights }) {
  const { t } = useTexts();
  const isAdministrator = rights.administrator_by_flag || rights.administrator_by_group;
  const role = (one: Membership) => one.role_name ?? t(`role.${one.role_id}` as Key);
  const why = (one: Membership) => {
    if (one.group_name === null) {
      return t('users.whyDirect');
    }
    return t(one.group_type === LOCAL_GROUP ? 'users.whyLocalGroup' : 'users.whyGroup', { group: one.group_name });
  };
  return (
    <Stack hasGutter>
      {!rights.active && (
        <StackItem>
          <Alert variant="warning" isInline isPlain title={t('users.rightsNone')} />
        </StackItem>
      )}
      {isAdministrator && (
        <StackItem>
          <Alert variant="info" isInline isPlain title={t('users.rightsAdmin')}>
            {rights.administrator_by_flag && <p>{t('users.adminByFlag')}</p>}
            {rights.administrator_by_group && <p>{t('users.adminByGroup')}</p>}
          </Alert>
        </StackItem>
      )}
      {rights.groups.length > 0 && (
        <StackItem>
          <LabelGroup categoryName={t('users.groups')} numLabels={20}>
            {rights.groups.map((group) => (
              <Label key={group}>{group}</Label>
            ))}
          </LabelGroup>
        </StackItem>
      )}
      <StackItem>
        {rights.memberships.length === 0 ? (
          <Content component="p">{t('users.noRoles')}</Content>
        ) : (
          <DataTable
            label={t('users.rights')}
            isCompact
            rows={rights.memberships}
            rowKey={(one) => `${one.project_id} ${one.group_name ?? ''}`}
            columns={[
              { title: t('users.project'), cell: (one) => <Link to={paths.repositories(one.project_name)}>{one.project_name}</Link> },
              { title: t('users.role'), cell: role },
              { title: t('users.why'), cell: why },
              { title: t('users.for'), cell: (one) => one.repository_pattern ?? t('users.allRepositories') },
            ]}
          />
        )}
      </StackItem>
    </Stack>
  );
}
