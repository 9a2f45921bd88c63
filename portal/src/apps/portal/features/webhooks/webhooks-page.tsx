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
import { useProject } from '@portal/lib/project';
import { allWebhooks, deletePolicy, newSecret, webhooksQuery } from './api';
import { WebhookDeliveries } from './webhook-deliveries';
import { WebhookForm } from './webhook-form';
import { WebhookTrial } from './webhook-trial';
import { EVENTS, formatOf, type Webhook } from './webhook';

type Doing = { what: 'new' } | { what: 'edit' | 'try' | 'deliveries' | 'delete'; webhook: Webhook } | null;

/** Who is told what happens in a project. */
export function WebhooksPage() {
  const { ref, may } = useProject();
  const { t, language } = useTexts();
  const list = useListState();
  const [doing, setDoing] = useState<Doing>(null);
  const webhooks = useQuery(webhooksQuery(ref, listQuery([['name', '=~', list.search]]), list));
  const secret = useMutation({ mutationFn: async (webhook: Webhook) => ({ webhook, secret: await newSecret(ref, webhook.id) }) });
  const called = (webhook: Webhook) => webhook.name ?? t('webhooks.unnamed', { id: webhook.id });
  const add = may('notification-policy', 'create') && (
    <Button icon={<PlusCircleIcon />} onClick={() => setDoing({ what: 'new' })}>
      {t('webhooks.new')}
    </Button>
  );
  const close = () => setDoing(null);
  const actions = (webhook: Webhook) => [
    { title: t('webhooks.deliveries'), onClick: () => setDoing({ what: 'deliveries', webhook }) },
    ...(may('notification-policy', 'update')
      ? [
          { title: t('action.edit'), onClick: () => setDoing({ what: 'edit', webhook }) },
          { title: t('webhooks.try'), onClick: () => setDoing({ what: 'try', webhook }) },
          { title: t('webhooks.secret'), onClick: () => secret.mutate(webhook) },
        ]
      : []),
    ...(may('notification-policy', 'delete') ? [{ title: t('action.delete'), onClick: () => setDoing({ what: 'delete', webhook }) }] : []),
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
            {t('webhooks.emptyText')}
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
      {doing?.what === 'new' && <WebhookForm onClose={close} />}
      {doing?.what === 'edit' && <WebhookForm webhook={doing.webhook} onClose={close} />}
      {doing?.what === 'try' && <WebhookTrial webhook={doing.webhook} name={called(doing.webhook)} onClose={close} />}
      {doing?.what === 'deliveries' && <WebhookDeliveries webhook={doing.webhook} name={called(doing.webhook)} onClose={close} />}
      {doing?.what === 'delete' && (
        <Remove
          title={t('webhooks.deleteTitle', { name: called(doing.webhook) })}
          remove={() => deletePolicy(ref, doing.webhook.id)}
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
