import { Button, Label, Modal, ModalBody, ModalFooter, ModalHeader, type LabelProps } from '@patternfly/react-core';
import { PaperPlaneIcon } from '@patternfly/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Nothing, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { allWebhooks, deliveriesQuery, replay, replayAll, type Place } from './api';
import { EVENTS, type Delivery, type Webhook } from './webhook';

const COLOURS: Record<Delivery['status'], NonNullable<LabelProps['color']>> = { Pending: 'blue', Running: 'orange', Success: 'green', Error: 'red', Stopped: 'grey' };

/** What was sent for a webhook, and again for those who may. */
export function WebhookDeliveries({ place, mayReplay, webhook, name, onClose }: { place: Place; mayReplay: boolean; webhook: Webhook; name: string; onClose: () => void }) {
  const { t, language } = useTexts();
  const list = useListState({ prefix: 'sent-' });
  const queries = useQueryClient();
  const deliveries = useQuery(deliveriesQuery(place, webhook.id, list));
  const again = useMutation({
    mutationFn: (message: number | undefined) => (message === undefined ? replayAll(place, webhook.id) : replay(place, webhook.id, message)),
    onSuccess: () => queries.invalidateQueries(allWebhooks),
  });
  const isOver = (delivery: Delivery) => delivery.status !== 'Pending' && delivery.status !== 'Running';
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="webhook-deliveries">
      <ModalHeader title={t('webhooks.deliveriesOf', { name })} labelId="webhook-deliveries" />
      <ModalBody>
        <Refusal error={again.error} />
        <ListPage list={list} query={deliveries} empty={<Nothing icon={PaperPlaneIcon} title={t('webhooks.noDeliveries')} />}>
          <DataTable
            label={t('webhooks.deliveries')}
            rows={deliveries.data?.data ?? []}
            rowKey={(delivery) => delivery.id}
            columns={[
              { title: t('webhooks.when'), cell: (delivery) => time(delivery.start_time, language) },
              {
                title: t('webhooks.event'),
                cell: ({ extra_attrs: { event_type: type = '' } }) => ((EVENTS as readonly string[]).includes(type) ? t(`webhooks.event.${type}` as Key) : type),
              },
              {
                title: t('webhooks.state'),
                modifier: 'breakWord',
                cell: (delivery) => (
                  <>
                    <Label color={COLOURS[delivery.status]}>{t(`webhooks.status.${delivery.status}`)}</Label>
                    {delivery.status_message !== undefined && <div className="subtle">{delivery.status_message}</div>}
                  </>
                ),
              },
            ]}
            {...(mayReplay && {
              actions: (delivery: Delivery) => (isOver(delivery) ? [{ title: t('webhooks.replay'), onClick: () => again.mutate(delivery.id) }] : []),
            })}
          />
        </ListPage>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{t('action.close')}</Button>
        {mayReplay && (
          <Button variant="link" isLoading={again.isPending} onClick={() => again.mutate(undefined)}>
            {t('webhooks.replayAll')}
          </Button>
        )}
      </ModalFooter>
    </Modal>
  );
}
