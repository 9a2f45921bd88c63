import { Checkbox, FormGroup } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@portal/i18n';
import { paths } from '@portal/lib/paths';
import { isAdministrator, useUser } from '@portal/lib/session';
import { allProjectLists, createProject } from './api';

const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const GIB = 2 ** 30;

export function NewProject({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const mayLimit = isAdministrator(useUser());
  const [name, setName] = useState('');
  const [isPublic, setPublic] = useState(false);
  const [limit, setLimit] = useState('');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      createProject({
        project_name: name,
        metadata: { public: String(isPublic) },
        ...(limit !== '' && { storage_limit: Math.round(Number(limit) * GIB) }),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries(allProjectLists);
      await navigate(paths.repositories(name));
    },
  });
  const isValid = NAME.test(name) && name.length <= 128;
  const isGoodLimit = limit === '' || (Number(limit) > 0 && Number(limit) < 2 ** 23);
  return (
    <FormDialog
      title={t('projects.new')}
      submit={t('projects.create')}
      isReady={isValid && isGoodLimit}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <TextField
        label={t('projects.name')}
        value={name}
        onChange={setName}
        isRequired
        autoFocus
        isWrong={name !== '' && !isValid}
        help={t('projects.nameRule')}
      />
      <FormGroup>
        <Checkbox
          id="project-public"
          label={t('projects.public')}
          description={t('projects.publicText')}
          isChecked={isPublic}
          onChange={(_, value) => setPublic(value)}
        />
      </FormGroup>
      {mayLimit && (
        <TextField
          label={t('projects.limit')}
          value={limit}
          onChange={setLimit}
          type="number"
          isWrong={!isGoodLimit}
          help={t('projects.limitText')}
        />
      )}
    </FormDialog>
  );
}
