import { ActionGroup, Alert, Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ApiError, call, redirectOf } from '../../lib/http';

/** Username and password of this registry. */
export function LocalForm({ target, onBack }: { target: string; onBack?: () => void }) {
  const [principal, setPrincipal] = useState('');
  const [password, setPassword] = useState('');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: () => call('/c/login', { method: 'POST', form: { principal, password } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      await navigate(target, { replace: true });
    },
    onError: (error) => {
      // Somebody of the provider typed their name here: the server says where to go.
      const target = redirectOf(error);
      if (target !== undefined) {
        window.location.assign(target);
      }
    },
  });
  const failure = signIn.error;
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      {failure !== null && (
        <Alert
          variant="danger"
          isInline
          title={
            failure instanceof ApiError && failure.status === 401
              ? 'Invalid user name or password.'
              : failure.message
          }
        />
      )}
      <FormGroup label="Username" fieldId="login_username" isRequired>
        <TextInput
          id="login_username"
          name="principal"
          autoComplete="username"
          isRequired
          value={principal}
          onChange={(_event, value) => setPrincipal(value)}
        />
      </FormGroup>
      <FormGroup label="Password" fieldId="login_password" isRequired>
        <TextInput
          id="login_password"
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={(_event, value) => setPassword(value)}
        />
      </FormGroup>
      <ActionGroup>
        <Button
          id="log_in"
          type="submit"
          isDisabled={principal === '' || password === '' || signIn.isPending}
          isLoading={signIn.isPending}
        >
          Log in
        </Button>
        {onBack !== undefined && (
          <Button variant="link" onClick={onBack}>
            Back
          </Button>
        )}
      </ActionGroup>
    </Form>
  );
}
