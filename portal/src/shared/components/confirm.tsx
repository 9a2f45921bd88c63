import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem, TextInput } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { useTexts } from '@shared/i18n';
import { Refusal } from './states';

/** Asks once more before something is gone. */
export function Confirm(props: {
  title: string;
  /** What will be lost. */
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  /** What has to be typed first, for what cannot be had again. */
  typed?: string;
  /** Something else has to be decided first. */
  isBlocked?: boolean;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const isReady = !props.busy && props.isBlocked !== true && (props.typed === undefined || text === props.typed);
  return (
    <Modal isOpen variant="small" onClose={props.onClose} aria-labelledby="confirm-title" aria-describedby="confirm-text">
      <ModalHeader
        title={props.title}
        labelId="confirm-title"
        {...(props.danger === true && { titleIconVariant: 'warning' as const })}
      />
      <ModalBody id="confirm-text">
        <Stack hasGutter>
          <StackItem>{props.children}</StackItem>
          {props.typed !== undefined && (
            <StackItem>
              <Form
                onSubmit={(event) => {
                  event.preventDefault();
                  if (isReady) props.onConfirm();
                }}
              >
                <FormGroup label={t('action.typeName', { name: props.typed })} fieldId="confirm-typed">
                  <TextInput id="confirm-typed" autoComplete="off" autoFocus value={text} onChange={(_, value) => setText(value)} />
                </FormGroup>
              </Form>
            </StackItem>
          )}
          <StackItem>
            <Refusal error={props.error} />
          </StackItem>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button
          variant={props.danger === true ? 'danger' : 'primary'}
          isLoading={props.busy}
          isDisabled={!isReady}
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
