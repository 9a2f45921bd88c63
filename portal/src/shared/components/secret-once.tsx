import { Alert, Button, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem } from '@patternfly/react-core';
import { useTexts } from '@shared/i18n';
import { download } from '@shared/lib/download';
import { CopyField } from './copy-field';

/** A secret that the server shows only now, to copy or to keep as a file. */
export function SecretOnce(props: {
  title: string;
  /** Shown with it: name and meaning. */
  facts: readonly (readonly [label: string, value: string])[];
  label: string;
  secret: string;
  fileName: string;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const save = () => {
    const text = JSON.stringify({ ...Object.fromEntries(props.facts), [props.label]: props.secret }, null, 2);
    download(props.fileName, 'application/json', `${text}\n`);
  };
  return (
    <Modal isOpen variant="medium" onClose={props.onClose} aria-labelledby="secret-once">
      <ModalHeader title={props.title} labelId="secret-once" />
      <ModalBody>
        <Stack hasGutter>
          <StackItem>
            <Alert variant="warning" isInline title={t('secret.once')} />
          </StackItem>
          {[...props.facts, [props.label, props.secret] as const].map(([label, value]) => (
            <StackItem key={label}>
              <FormGroup label={label}>
                <CopyField text={value} label={label} />
              </FormGroup>
            </StackItem>
          ))}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button onClick={props.onClose}>{t('secret.kept')}</Button>
        <Button variant="secondary" onClick={save}>
          {t('secret.download')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
