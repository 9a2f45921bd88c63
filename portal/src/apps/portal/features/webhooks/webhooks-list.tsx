import { Button, Label } from '@patternfly/react-core';
import { BellIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { SecretOnce } from '@shared/components/secret-once';
import { Nothing, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { listQuery } from '@portal/lib/list-query';
import { allWebhooks, deletePolicy, newSecret, webhooksQuery, type Place } from './api';
import { WebhookDeliveries } from './webhook-deliveries';
import { WebhookForm } from './webhook-form';
import { WebhookTrial } from './webhook-trial';
import { EVENTS, formatOf, type Webhook } from './webhook';

type Doing = { what: 'new' } | { what: 'edit' | 'try' | 'deliveries' | 'delete'; webhook: Webhook } | null;

/** Who is told what happens in a project, or in all projects of the registry. */
export function WebhooksList({ place, may }: { place: Place; may: (action: 'create' | 'update' | 'delete') => boolean }) {
  const { t, language } = useTexts();
  const list = useListState();
  const [doing, setDoing] = useState<Doing>(null);
  const webhooks = useQuery(webhooksQuery(place, listQuery([['name', '=~', list.search]]), list));
  const secret = useMutation({ mutationFn: async (webhook: Webhook) => ({ webhook, secret: await newSecret(place, webhook.id) }) });
  const called = (webhook: Webhook) => webhook.name ?? t('webhooks.unnamed', { id: webhook.id });
  const add = may('create') && (
    <Button icon={<PlusCircleIcon />} onClick={() => setDoing({ what: 'new' })}>
      {t('webhooks.new')}
    </Button>
  );
  const close = () => setDoing(null);
  const actions = (webhook: Webhook) => [
    { title: t('webhooks.deliveries'), onClick: () => setDoing({ what: 'deliveries', webhook }) },
    ...(may('update')
      ? [
          { title: t('action.edit'), onClick: () => setDoing({ what: 'edit', webhook }) },
          { title: t('webhooks.try'), onClick: () => setDoing({ what: 'try', webhook }) },
          { title: t('webhooks.secret'), onClick: () => secret.mutate(webhook) },
        ]
      : []),
    ...(may('delete') ? [{ title: t('action.delete'), onClick: () => setDoing({ what: 'delete', webhook }) }] : []),
  ];
  const state = (webhook: Webhook) => {
    const { failing } = webhook;
    return failing === undefined ? (
      <Label color={webhook.enabled ? 'green' : 'grey'}>{t(webhook.enabled ? 'webhooks.works' : 'webhooks.off')}</Label>
    ) : (
      <>
        <Label color="red">{t('webhooks.failing')}</Label>
        <div className="subtle">
          {t('webhooks.failingSince', { since: time(failing.since, language), next: time(failing.next_attempt, language), problem: failing.problem })}
        </div>
      </>
    );
  };
  return (
    <>
      <Refusal error={secret.error} />
      <ListPage
        list={list}
        query={webhooks}
        searchLabel={t('webhooks.search')}
        actions={add}
        empty={
          <Nothing icon={BellIcon} title={t('webhooks.empty')} action={add}>
            {t(place === null ? 'webhooks.emptyOfRegistry' : 'webhooks.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('webhooks.title')}
          rows={webhooks.data?.data ?? []}
          rowKey={(webhook) => webhook.id}
          columns={[
            {
              title: t('projects.name'),
              modifier: 'breakWord',
              cell: (webhook) => (
                <>
                  {called(webhook)}
                  {webhook.description !== undefined && <div className="subtle">{webhook.description}</div>}
                </>
              ),
            },
            {
              title: t('webhooks.target'),
              modifier: 'breakWord',
              cell: (webhook) =>
                webhook.targets.map((target) => (
                  <div key={target.address}>
                    {target.address.replace(/\?.*/, '?…')}
                    <div className="subtle">{t(`webhooks.format.${formatOf(target)}`)}</div>
                  </div>
                )),
            },
            {
              title: t('webhooks.events'),
              cell: (webhook) =>
                webhook.event_types.map((type) => <div key={type}>{(EVENTS as readonly string[]).includes(type) ? t(`webhooks.event.${type}` as Key) : type}</div>),
            },
            { title: t('webhooks.state'), cell: state },
          ]}
          actions={actions}
        />
      </ListPage>
      {doing?.what === 'new' && <WebhookForm place={place} onClose={close} />}
      {doing?.what === 'edit' && <WebhookForm place={place} webhook={doing.webhook} onClose={close} />}
      {doing?.what === 'try' && <WebhookTrial place={place} webhook={doing.webhook} name={called(doing.webhook)} onClose={close} />}
      {doing?.what === 'deliveries' && <WebhookDeliveries place={place} mayReplay={may('update')} webhook={doing.webhook} name={called(doing.webhook)} onClose={close} />}
      {doing?.what === 'delete' && (
        <Remove
          title={t('webhooks.deleteTitle', { name: called(doing.webhook) })}
          remove={() => deletePolicy(place, doing.webhook.id)}
          shownBy={[allWebhooks]}
          onClose={close}
        >
          {t('webhooks.deleteText')}
        </Remove>
      )}
      {secret.data && (
        <SecretOnce
          title={t('webhooks.secretOf', { name: called(secret.data.webhook) })}
          facts={[]}
          label={t('webhooks.secretLabel')}
          secret={secret.data.secret}
          fileName="webhook-secret.json"
          onClose={() => secret.reset()}
        />
      )}
    </>
  );
}
