import { Button, Content, Stack, StackItem } from '@patternfly/react-core';
import { RobotIcon } from '@patternfly/react-icons';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { FormDialog } from '@shared/components/form-dialog';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Remove } from '@shared/components/remove';
import { SecretOnce } from '@shared/components/secret-once';
import { Nothing } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { time } from '@shared/lib/format';
import { useTexts, type Key } from '@panel/i18n';
import type { Model } from '@panel/lib/control';
import { allClients, clientQuery, clientsQuery, createServiceAccount, deleteClient } from './api';

type Client = Model<'oauth2.Client'>;

type NewClient = Model<'oauth2.ClientCreated'>;

/** The programs that act for the account with an OAuth2 client of their own. */
export function ClientsPage() {
  const { t, language } = useTexts();
  const list = useListState();
  const [isNew, setNew] = useState(false);
  const [made, setMade] = useState<NewClient | null>(null);
  const [leaving, setLeaving] = useState<Client | null>(null);
  const ids = useQuery(clientsQuery);
  const page = (ids.data ?? []).slice((list.page - 1) * list.pageSize, list.page * list.pageSize);
  const clients = useQueries({
    queries: page.map(clientQuery),
  });
  const rows = clients.flatMap((client) => (client.data ? [client.data] : []));
  const create = (
    <Button variant="primary" onClick={() => setNew(true)}>
      {t('panel.clients.create')}
    </Button>
  );
  return (
    <PageFrame title={t('panel.clients.title')} {...(rows.length > 0 && { actions: create })}>
      <Stack hasGutter>
        <StackItem>
          <Content component="p">{t('panel.clients.text')}</Content>
        </StackItem>
        <StackItem>
          <ListPage
            list={list}
            query={{ ...ids, data: ids.data && { total: ids.data.length, data: page } }}
            empty={
              <Nothing icon={RobotIcon} title={t('panel.clients.empty')} action={create}>
                {t('panel.clients.emptyText')}
              </Nothing>
            }
          >
            <DataTable
              label={t('panel.clients.title')}
              rows={rows}
              rowKey={(client) => client.clientId}
              columns={[
                { title: t('panel.name.column'), cell: (client) => client.name, modifier: 'breakWord' },
                { title: t('panel.access.description'), cell: (client) => client.description, modifier: 'breakWord' },
                { title: t('panel.clients.kind'), cell: (client) => t(`panel.clients.${client.flow}` as Key) },
                { title: t('provider.clientId'), cell: (client) => <span className="digest long">{client.clientId}</span> },
                { title: t('panel.since'), cell: (client) => time(client.createdAt, language) },
              ]}
              actions={(client) => [{ title: t('action.delete'), onClick: () => setLeaving(client) }]}
            />
          </ListPage>
        </StackItem>
      </Stack>
      {isNew && (
        <NewServiceAccount
          onMade={(client) => {
            setNew(false);
            setMade(client);
          }}
          onClose={() => setNew(false)}
        />
      )}
      {made !== null && (
        <SecretOnce
          title={t('panel.clients.made')}
          facts={[[t('provider.clientId'), made.clientId]]}
          label={t('provider.clientSecret')}
          secret={made.clientSecret}
          fileName="service-account.json"
          onClose={() => setMade(null)}
        />
      )}
      {leaving !== null && (
        <Remove
          title={t('panel.clients.delete', { name: leaving.name })}
          remove={() => deleteClient(leaving.clientId)}
          shownBy={[allClients]}
          onClose={() => setLeaving(null)}
        >
          {t('panel.clients.deleteText')}
        </Remove>
      )}
    </PageFrame>
  );
}

function NewServiceAccount({ onMade, onClose }: { onMade: (client: NewClient) => void; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const create = useMutation({
    mutationFn: () => createServiceAccount(name.trim(), description.trim()),
    onSuccess: async (client) => {
      await queries.invalidateQueries(allClients);
      onMade(client);
    },
  });
  return (
    <FormDialog
      title={t('panel.clients.create')}
      submit={t('action.create')}
      isReady={name.trim() !== '' && description.trim() !== ''}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <TextField label={t('panel.name.column')} value={name} onChange={setName} isRequired autoFocus />
      <TextField label={t('panel.access.description')} value={description} onChange={setDescription} isRequired help={t('panel.clients.descriptionHelp')} />
    </FormDialog>
  );
}
