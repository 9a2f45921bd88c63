import { Button, Form, FormGroup, InputGroup, InputGroupItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { addTag, allOfRepository, artifactQuery, removeTag } from './api';
import { MarksDialog } from './marks-dialog';
import { TagLabel } from './tag-label';

const TAG = /^\w[\w.-]{0,127}$/;

/** The tags of an artifact, to add and to take away. */
export function TagsDialog({ repository, digest, onClose }: { repository: string; digest: string; onClose: () => void }) {
  const { project, may } = useProject();
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const artifact = useQuery(artifactQuery(project.name, repository, digest));
  const change = useMutation({
    mutationFn: ({ add, tag }: { add: boolean; tag: string }) => (add ? addTag : removeTag)(project.name, repository, digest, tag),
    onSuccess: async (_, { add }) => {
      if (add) setName('');
      await queries.invalidateQueries(allOfRepository(project.name, repository));
    },
  });
  const isGood = TAG.test(name);
  const adding = (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood && !change.isPending) change.mutate({ add: true, tag: name });
      }}
    >
      <FormGroup label={t('artifacts.newTag')} fieldId="new-tag">
        <InputGroup>
          <InputGroupItem isFill>
            <TextInput
              id="new-tag"
              autoComplete="off"
              value={name}
              validated={name === '' || isGood ? 'default' : 'error'}
              onChange={(_, value) => setName(value)}
            />
          </InputGroupItem>
          <InputGroupItem>
            <Button type="submit" variant="secondary" isDisabled={!isGood || change.isPending}>
              {t('action.add')}
            </Button>
          </InputGroupItem>
        </InputGroup>
      </FormGroup>
    </Form>
  );
  return (
    <MarksDialog
      title={t('artifacts.changeTags')}
      artifact={artifact}
      name={t('artifacts.tags')}
      none={t('artifacts.untagged')}
      marks={(artifact.data?.tags ?? []).map((tag) => (
        <TagLabel
          key={tag.name}
          tag={tag}
          {...(may('tag', 'delete') && {
            onClose: () => change.mutate({ add: false, tag: tag.name }),
            closeBtnAriaLabel: t('artifacts.removeTag', { tag: tag.name }),
          })}
        />
      ))}
      adding={may('tag', 'create') ? adding : null}
      error={change.error}
      onClose={onClose}
    />
  );
}
