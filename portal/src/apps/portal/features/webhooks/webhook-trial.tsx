import { Alert, Button, ClipboardCopy, Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { trialQuery, type Place } from './api';
import type { Webhook } from './webhook';

/** Sends a message to each receiver once, and shows what was sent and answered. */
export function WebhookTrial({ place, webhook, name, onClose }: { place: Place; webhook: Webhook; name: string; onClose: () => void }) {
  const { t } = useTexts();
  const trials = useQuery(trialQuery(place, webhook.id));
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="webhook-trial">
      <ModalHeader title={t('webhooks.tried', { name })} labelId="webhook-trial" />
      <ModalBody>
        {trials.isPending && <Loading rows={4} />}
        {trials.isError && <Failure error={trials.error} retry={() => void trials.refetch()} />}
        <Stack hasGutter>
          {(trials.data ?? []).map((trial, index) => (
            <StackItem key={index}>
              <Alert
                isInline
                variant={trial.answer !== null && trial.answer.status >= 200 && trial.answer.status < 300 ? 'success' : 'danger'}
                title={trial.answer === null ? (trial.problem ?? '') : t('webhooks.answered', { status: trial.answer.status })}
              >
                {trial.answer?.body}
              </Alert>
              <p>
                {t('webhooks.sent')}: {trial.address.replace(/\?.*/, '?…')}
              </p>
              <ClipboardCopy isCode isReadOnly isExpanded variant="expansion">
                {trial.body}
              </ClipboardCopy>
            </StackItem>
          ))}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </ModalFooter>
    </Modal>
  );
}
