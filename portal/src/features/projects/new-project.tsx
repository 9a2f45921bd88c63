import {
  Alert,
  Button,
  Checkbox,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../lib/http';

const NAME = /^[a-z0-9]+([._-][a-z0-9]+)*$/;

export function NewProject({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [isPublic, setPublic] = useState(false);
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      call('/api/v2.0/projects', {
        method: 'POST',
        json: { project_name: name, metadata: { public: String(isPublic) } },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['projects'] });
      onClose();
    },
  });
  const valid = NAME.test(name) && name.length <= 255;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="new-project">
      <ModalHeader title="New project" labelId="new-project" />
      <ModalBody>
        <Form
          id="new-project-form"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          {create.error !== null && <Alert variant="danger" isInline title={create.error.message} />}
          <FormGroup label="Project name" fieldId="project-name" isRequired>
            <TextInput
              id="project-name"
              isRequired
              value={name}
              validated={name === '' || valid ? 'default' : 'error'}
              aria-describedby="project-name-rule"
              onChange={(_event, value) => setName(value)}
            />
            <span id="project-name-rule">Lower-case letters and digits, with . _ or - in between.</span>
          </FormGroup>
          <Checkbox
            id="project-public"
            label="Public: anybody may pull without signing in"
            isChecked={isPublic}
            onChange={(_event, checked) => setPublic(checked)}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-project-form" isDisabled={!valid || create.isPending}>
          Create
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
