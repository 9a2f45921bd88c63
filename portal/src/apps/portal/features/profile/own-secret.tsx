import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { isGoodSecret } from './secret-rule';

/** A CLI secret of one's own making, typed twice. */
export function OwnSecret(props: { busy: boolean; error: unknown; onSave: (secret: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const [secret, setSecret] = useState('');
  const [repeated, setRepeated] = useState('');
  const isGood = isGoodSecret(secret);
  const differs = repeated !== '' && repeated !== secret;
  return (
    <Modal isOpen variant="small" onClose={props.onClose} aria-labelledby="own-secret">
      <ModalHeader title={t('profile.upload')} labelId="own-secret" />
      <ModalBody>
        <Form
          id="own-secret-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isGood && repeated === secret) props.onSave(secret);
          }}
        >
          <Refusal error={props.error} />
          <FormGroup label={t('profile.newSecret')} fieldId="new-secret" isRequired>
            <TextInput
              id="new-secret"
              type="password"
              autoComplete="new-password"
              autoFocus
              value={secret}
              validated={secret === '' || isGood ? 'default' : 'error'}
              onChange={(_, value) => setSecret(value)}
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem variant={secret === '' || isGood ? 'default' : 'error'}>{t('profile.secretRule')}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <FormGroup label={t('profile.repeatSecret')} fieldId="repeat-secret" isRequired>
            <TextInput
              id="repeat-secret"
              type="password"
              autoComplete="new-password"
              value={repeated}
              validated={differs ? 'error' : 'default'}
              onChange={(_, value) => setRepeated(value)}
            />
            {differs && (
              <FormHelperText>
                <HelperText>
                  <HelperTextItem variant="error">{t('profile.differ')}</HelperTextItem>
                </HelperText>
              </FormHelperText>
            )}
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="own-secret-form" isLoading={props.busy} isDisabled={props.busy || !isGood || repeated !== secret}>
          {t('profile.save')}
        </Button>
        <Button variant="link" onClick={props.onClose}>
          {t('action.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
