import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';
import { useTexts } from '@shared/i18n';
import { Refusal } from './states';

/** A form over the page; Enter sends it. */
export function FormDialog(props: {
  title: string;
  submit: string;
  isReady: boolean;
  busy: boolean;
  error: unknown;
  isLarge?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTexts();
  const id = useId();
  return (
    <Modal isOpen variant={props.isLarge === true ? 'medium' : 'small'} onClose={props.onClose} aria-labelledby={`${id}-title`}>
      <ModalHeader title={props.title} labelId={`${id}-title`} />
      <ModalBody>
        <Form
          id={id}
          onSubmit={(event) => {
            event.preventDefault();
            if (props.isReady && !props.busy) props.onSubmit();
          }}
        >
          {props.children}
          <Refusal error={props.error} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={id} isLoading={props.busy} isDisabled={!props.isReady || props.busy}>
          {props.submit}
        </Button>
        <Button variant="link" onClick={props.onClose}>
          {t('action.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
