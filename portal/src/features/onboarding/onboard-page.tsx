import {
  Alert,
  Button,
  Content,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { call } from '../../lib/http';
import { returnPath } from '../../lib/session';
import { usernameProblem } from './username';

/** The provider vouched for somebody new: they choose the name they have here. */
export function OnboardPage() {
  const [search] = useSearchParams();
  const [username, setUsername] = useState(search.get('username') ?? '');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const problem = usernameProblem(username);
  const save = useMutation({
    mutationFn: () => call('/c/oidc/onboard', { method: 'POST', json: { username } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      await navigate(returnPath(search), { replace: true });
    },
  });
  return (
    <Modal isOpen variant="small" aria-labelledby="onboard-title" aria-describedby="onboard-text">
      <ModalHeader title="Set OIDC Username" labelId="onboard-title" />
      <ModalBody>
        <Content component="p" id="onboard-text">
          You are signed in at your provider. Choose the username you will have in this registry; container clients use
          it too, and it cannot be changed later.
        </Content>
        <Form
          id="onboard-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (problem === undefined) {
              save.mutate();
            }
          }}
        >
          {save.error !== null && <Alert variant="danger" isInline title={save.error.message} />}
          <FormGroup label="Username" fieldId="oidc_username" isRequired>
            <TextInput
              id="oidc_username"
              isRequired
              autoComplete="username"
              value={username}
              validated={problem === undefined ? 'default' : 'error'}
              onChange={(_event, value) => setUsername(value)}
            />
            <FormHelperText>
              <HelperText>
                {problem !== undefined && <HelperTextItem variant="error">{problem}</HelperTextItem>}
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="onboard-form"
          id="saveButton"
          isDisabled={problem !== undefined || save.isPending}
          isLoading={save.isPending}
        >
          Save
        </Button>
        <Button variant="link" onClick={() => void navigate('/account/sign-in')}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
