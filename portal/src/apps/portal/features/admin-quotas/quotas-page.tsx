import { DatabaseIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Nothing } from '@shared/components/states';
import { UsageBar } from '@shared/components/usage-bar';
import { useTexts } from '@portal/i18n';
import { bytes } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { quotasQuery } from './api';
import { EditQuota } from './edit-quota';
import type { Quota } from './api';
import { UNLIMITED } from './limit';

/** What each project may hold and holds. */
export function QuotasPage() {
  const { t, language } = useTexts();
  const list = useListState({ sort: '-used.storage' });
  const [editing, setEditing] = useState<Quota | null>(null);
  const quotas = useQuery(quotasQuery(list));
  return (
    <PageFrame title={t('quotas.title')}>
      <ListPage
        list={list}
        query={quotas}
        empty={
          <Nothing icon={DatabaseIcon} title={t('quotas.empty')} action={<Link to={paths.projects}>{t('quotas.toProjects')}</Link>}>
            {t('quotas.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('quotas.title')}
          list={list}
          rows={quotas.data?.data ?? []}
          rowKey={(quota) => quota.id}
          columns={[
            { title: t('quotas.project'), cell: (quota) => <Link to={paths.repositories(quota.ref.name)}>{quota.ref.name}</Link>, modifier: 'breakWord' },
            { title: t('quotas.owner'), cell: (quota) => quota.ref.owner_name },
            {
              title: t('quotas.used'),
              sort: 'used.storage',
              cell: (quota) => <UsageBar storage={{ used: quota.used.storage, hard: quota.hard.storage }} label={t('quotas.usedBy', { name: quota.ref.name })} />,
            },
            {
              title: t('quotas.limit'),
              sort: 'hard.storage',
              cell: (quota) => (quota.hard.storage === UNLIMITED ? t('usage.unlimited') : bytes(quota.hard.storage, language)),
            },
          ]}
          actions={(quota) => [{ title: t('quotas.change'), onClick: () => setEditing(quota) }]}
        />
      </ListPage>
      {editing !== null && <EditQuota quota={editing} onClose={() => setEditing(null)} />}
    </PageFrame>
  );
}
