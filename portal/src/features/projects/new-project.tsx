import {
  Button, Checkbox, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Refusal } from '../../components/states';
import { useTexts } from '../../i18n';
import { call } from '../../lib/http';
import { paths } from '../../lib/paths';

const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

export function NewProject({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const [name, setName] = useState('');
  const [isPublic, setPublic] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () => call('POST', '/api/v2.0/projects', { project_name: name, metadata: { public: String(isPublic) } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['projects'] });
      await navigate(paths.repositories(name));
    },
  });
  const isValid = NAME.test(name) && name.length <= 128;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="new-project">
      <ModalHeader title={t('projects.new')} labelId="new-project" />
      <ModalBody>
        <Form
          id="new-project-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isValid) create.mutate();
          }}
        >
          <Refusal error={create.error} />
          <FormGroup label={t('projects.name')} fieldId="project-name" isRequired>
            <TextInput
              id="project-name"
              isRequired
              autoFocus
              autoComplete="off"
              value={name}
              validated={name === '' || isValid ? 'default' : 'error'}
              onChange={(_, value) => setName(value)}
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem variant={name === '' || isValid ? 'default' : 'error'}>{t('projects.nameRule')}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <FormGroup>
            <Checkbox
              id="project-public"
              label={t('projects.public')}
              description={t('projects.publicText')}
              isChecked={isPublic}
              onChange={(_, value) => setPublic(value)}
            />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-project-form" isLoading={create.isPending} isDisabled={!isValid || create.isPending}>
          {t('projects.create')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
