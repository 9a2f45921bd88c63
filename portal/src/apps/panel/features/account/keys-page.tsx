import { Button, Content, Label, Stack, StackItem } from '@patternfly/react-core';
import { KeyIcon } from '@patternfly/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Remove } from '@shared/components/remove';
import { Nothing } from '@shared/components/states';
import { time } from '@shared/lib/format';
import { useTexts, type Key } from '@panel/i18n';
import type { Model } from '@panel/lib/control';
import { allKeys, deleteKey, keyApplicationQuery, keyQuery, keysQuery } from './api';

type Credential = Model<'api.Credential'>;

/** The consumer keys of the account: each an application's right to call in its name. */
export function KeysPage() {
  const { t, language } = useTexts();
  const list = useListState();
  const [leaving, setLeaving] = useState<Credential | null>(null);
  const ids = useQuery(keysQuery);
  const page = (ids.data ?? []).slice((list.page - 1) * list.pageSize, list.page * list.pageSize);
  const keys = useQueries({
    queries: page.map(keyQuery),
  });
  const rows = keys.flatMap((key) => (key.data ? [key.data] : []));
  const names = useQueries({ queries: rows.map((key) => keyApplicationQuery(key.credentialId)) });
  const name = (key: Credential) => names[rows.indexOf(key)]?.data?.name ?? String(key.applicationId);
  const create = (
    <Button variant="primary" component="a" href="/createToken/">
      {t('panel.keys.create')}
    </Button>
  );
  return (
    <PageFrame title={t('panel.keys.title')} actions={create}>
      <Stack hasGutter>
        <StackItem>
          <Content component="p">{t('panel.keys.text')}</Content>
        </StackItem>
        <StackItem>
          <ListPage
            list={list}
            query={{ ...ids, data: ids.data && { total: ids.data.length, data: page } }}
            empty={
              <Nothing icon={KeyIcon} title={t('panel.keys.empty')}>
                {t('panel.keys.emptyText')}
              </Nothing>
            }
          >
            <DataTable
              label={t('panel.keys.title')}
              rows={rows}
              rowKey={(key) => key.credentialId}
              columns={[
                { title: t('panel.keys.application'), cell: name, modifier: 'breakWord' },
                {
                  title: t('panel.status'),
                  cell: (key) => <Label color={key.status === 'validated' ? 'green' : 'grey'}>{t(`panel.keys.${key.status}` as Key)}</Label>,
                },
                {
                  title: t('panel.keys.rules'),
                  cell: (key) => (
                    <small className="digest long">
                      {key.rules.slice(0, 4).map((rule) => `${rule.method} ${rule.path}`).join(', ')}
                      {key.rules.length > 4 && ` … (${key.rules.length})`}
                    </small>
                  ),
                },
                { title: t('panel.since'), cell: (key) => time(key.creation, language) },
                { title: t('panel.expires'), cell: (key) => (key.expiration === null ? t('panel.never') : time(key.expiration, language)) },
                { title: t('panel.lastUse'), cell: (key) => (key.lastUse === null ? t('panel.never') : time(key.lastUse, language)) },
              ]}
              actions={(key) => [{ title: t('panel.revoke'), onClick: () => setLeaving(key) }]}
            />
          </ListPage>
        </StackItem>
      </Stack>
      {leaving !== null && (
        <Remove
          title={t('panel.keys.revoke', { name: name(leaving) })}
          confirm={t('panel.revoke')}
          remove={() => deleteKey(leaving.credentialId)}
          shownBy={[allKeys]}
          onClose={() => setLeaving(null)}
        >
          {t('panel.keys.revokeText')}
        </Remove>
      )}
    </PageFrame>
  );
}
