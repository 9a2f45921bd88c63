import { sessionQuery } from '@portal/lib/api';
import { ActionGroup, Alert, Button, Form, FormGroup, InputGroup, InputGroupItem, TextInput } from '@patternfly/react-core';
import { EyeIcon, EyeSlashIcon } from '@patternfly/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useProblemText } from '@shared/components/states';
import { useFirstTexts } from '@portal/i18n/first';
import { ApiError } from '@shared/http/client';
import { isOfPortal } from '@portal/lib/paths';
import { signInLocally } from './api';

/** Username and password of somebody whose credentials are kept here. */
export function LocalForm({ target, onBack }: { target: string; onBack?: () => void }) {
  const { t } = useFirstTexts();
  const text = useProblemText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const signIn = useMutation({
    mutationFn: () => signInLocally(username, password),
    onSuccess: async () => {
      await queries.resetQueries(sessionQuery);
      if (isOfPortal(target)) {
        await navigate(target, { replace: true });
      }
    },
    onError: (error) => {
      if (error instanceof ApiError && error.goTo !== '') {
        window.location.assign(`${error.goTo}?redirect_url=${encodeURIComponent(target)}`);
      }
    },
  });
  const error = signIn.error;
  const message = error instanceof ApiError && error.status === 401 ? t('signIn.wrong') : text(error);
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      {error !== null && <Alert variant="danger" isInline title={message} />}
      <FormGroup label={t('signIn.username')} fieldId="login_username" isRequired>
        <TextInput id="login_username" autoComplete="username" isRequired autoFocus value={username} onChange={(_, value) => setUsername(value)} />
      </FormGroup>
      <FormGroup label={t('signIn.password')} fieldId="login_password" isRequired>
        <InputGroup>
          <InputGroupItem isFill>
            <TextInput
              id="login_password"
              type={isShown ? 'text' : 'password'}
              autoComplete="current-password"
              isRequired
              value={password}
              onChange={(_, value) => setPassword(value)}
            />
          </InputGroupItem>
          <InputGroupItem>
            <Button
              variant="control"
              aria-label={t(isShown ? 'signIn.hidePassword' : 'signIn.showPassword')}
              icon={isShown ? <EyeSlashIcon /> : <EyeIcon />}
              onClick={() => setShown(!isShown)}
            />
          </InputGroupItem>
        </InputGroup>
      </FormGroup>
      <ActionGroup>
        <Button
          id="log_in"
          type="submit"
          isBlock
          isLoading={signIn.isPending}
          isDisabled={signIn.isPending || username === '' || password === ''}
        >
          {t('signIn.submit')}
        </Button>
        {onBack !== undefined && (
          <Button variant="link" isBlock onClick={onBack}>
            {t('signIn.back')}
          </Button>
        )}
      </ActionGroup>
    </Form>
  );
}
