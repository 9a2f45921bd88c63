import { sessionQuery } from '@portal/lib/api';
import {
  Alert, Button, Content, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { useProblemText } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { ownPath } from '@shared/lib/own-path';
import { paths } from '@portal/lib/paths';
import { useSession } from '@portal/lib/session';
import { onboard } from './api';

/** The same rule as the server's, so that most mistakes are seen while typing. */
// eslint-disable-next-line no-control-regex
const ALLOWED = /^[^,"~#%$:\u0000-\u001f]{1,255}$/;

/** Asks somebody new for the username they want here. */
export function OnboardingPage() {
  const { t } = useTexts();
  const text = useProblemText();
  const { info, user } = useSession();
  const [parameters] = useSearchParams();
  const [username, setUsername] = useState(parameters.get('username') ?? '');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const target = ownPath(parameters.get('redirect_url')) || paths.projects;
  const taken = parameters.get('taken') ?? '';
  useEffect(() => {
    document.title = `${t('onboard.title')} · Berth`;
  }, [t]);
  const save = useMutation({
    mutationFn: () => onboard(username.trim()),
    onSuccess: async () => {
      await queries.resetQueries(sessionQuery);
      await navigate(target === '/' ? paths.projects : target, { replace: true });
    },
  });
  if (user !== null && !save.isSuccess) {
    return <Navigate to={target} replace />;
  }
  if (info.auth_mode !== 'oidc_auth') {
    return <Navigate to={paths.signIn} replace />;
  }
  const isValid = ALLOWED.test(username.trim());
  const cancel = () => void navigate(paths.signIn);
  return (
    <main className="sign-in">
      <Modal isOpen variant="small" aria-labelledby="onboard-title" onEscapePress={cancel}>
        <ModalHeader title={t('onboard.title')} labelId="onboard-title" />
        <ModalBody>
          <Form
            id="onboard"
            onSubmit={(event) => {
              event.preventDefault();
              if (isValid) save.mutate();
            }}
          >
            <Content component="p">{t('onboard.text')}</Content>
            {save.error !== null && <Alert variant="danger" isInline title={text(save.error)} />}
            {save.error === null && taken !== '' && <Alert variant="warning" isInline title={t('onboard.taken', { name: taken })} />}
            <FormGroup label={t('onboard.username')} fieldId="username" isRequired>
              <TextInput
                id="username"
                name="username"
                isRequired
                autoFocus
                autoComplete="off"
                maxLength={255}
                value={username}
                validated={username === '' || isValid ? 'default' : 'error'}
                aria-describedby="username-rule"
                onChange={(_, value) => setUsername(value)}
              />
              <FormHelperText>
                <HelperText>
                  <HelperTextItem id="username-rule" variant={username === '' || isValid ? 'default' : 'error'}>
                    {t('onboard.rule')}
                  </HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
          </Form>
        </ModalBody>
        <ModalFooter>
          <Button type="submit" form="onboard" isLoading={save.isPending} isDisabled={!isValid || save.isPending}>
            {t('onboard.save')}
          </Button>
          <Button variant="link" onClick={cancel}>
            {t('onboard.cancel')}
          </Button>
        </ModalFooter>
      </Modal>
    </main>
  );
}
