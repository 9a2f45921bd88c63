import { Button, Label } from '@patternfly/react-core';
import { PlusCircleIcon, UsersIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Remove } from '@shared/components/remove';
import { Nothing } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { paths } from '@portal/lib/paths';
import { allGroups, deleteGroup, groupsQuery } from './api';
import { isLocal, type Group } from './group';
import { NewGroup } from './new-group';

/** The groups that projects can name: the provider's and local ones. */
export function GroupsPage() {
  const { t } = useTexts();
  const list = useListState();
  const [isNew, setNew] = useState(false);
  const [toDelete, setToDelete] = useState<Group | null>(null);
  const groups = useQuery(groupsQuery(list));
  const newButton = (
    <Button icon={<PlusCircleIcon />} onClick={() => setNew(true)}>
      {t('groups.new')}
    </Button>
  );
  return (
    <PageFrame title={t('groups.title')}>
      <ListPage
        list={list}
        query={groups}
        searchLabel={t('groups.search')}
        actions={newButton}
        empty={
          <Nothing icon={UsersIcon} title={t('groups.empty')} action={newButton}>
            {t('groups.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('groups.title')}
          rows={groups.data?.data ?? []}
          rowKey={(group) => group.id}
          columns={[
            { title: t('groups.name'), cell: (group) => <Link to={paths.group(group.id)}>{group.group_name}</Link>, modifier: 'breakWord' },
            {
              title: t('groups.kind'),
              cell: (group) => <Label color={isLocal(group) ? 'teal' : 'blue'}>{isLocal(group) ? t('groups.local') : (group.provider_name ?? t('groups.provider'))}</Label>,
            },
          ]}
          actions={(group) => [{ title: t('action.delete'), onClick: () => setToDelete(group) }]}
        />
      </ListPage>
      {isNew && <NewGroup onClose={() => setNew(false)} />}
      {toDelete !== null && <DeleteGroup group={toDelete} onClose={() => setToDelete(null)} />}
    </PageFrame>
  );
}

function DeleteGroup({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Remove title={t('groups.deleteTitle', { name: group.group_name })} remove={() => deleteGroup(group.id)} shownBy={[allGroups]} onClose={onClose}>
      {t(isLocal(group) ? 'groups.deleteLocal' : 'groups.deleteProvider')}
    </Remove>
  );
}
