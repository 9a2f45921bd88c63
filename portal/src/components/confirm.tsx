import { Button, Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n';
import { Refusal } from './states';

/** Asks once more before something is gone. */
export function Confirm(props: {
  title: string;
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  return (
    <Modal isOpen variant="small" onClose={props.onClose} aria-labelledby="confirm-title">
      <ModalHeader
        title={props.title}
        labelId="confirm-title"
        {...(props.danger === true && { titleIconVariant: 'warning' as const })}
      />
      <ModalBody>
        <Stack hasGutter>
          <StackItem>{props.children}</StackItem>
          <StackItem>
            <Refusal error={props.error} />
          </StackItem>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button
          variant={props.danger === true ? 'danger' : 'primary'}
          isLoading={props.busy}
          isDisabled={props.busy}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </Button>
        <Button variant="link" onClick={props.onClose}>
          {t('action.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
