import { Button, Form, FormGroup, InputGroup, InputGroupItem, LabelGroup, Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { addTag, allOfRepository, artifactQuery, removeTag } from './api';
import { TagLabel } from './tag-label';

const TAG = /^\w[\w.-]{0,127}$/;

/** The tags of an artifact, to add and to take away. */
export function TagsDialog({ repository, digest, onClose }: { repository: string; digest: string; onClose: () => void }) {
  const { project, may } = useProject();
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const artifact = useQuery(artifactQuery(project.name, repository, digest));
  const tags = artifact.data?.tags ?? [];
  const change = useMutation({
    mutationFn: ({ add, tag }: { add: boolean; tag: string }) => (add ? addTag : removeTag)(project.name, repository, digest, tag),
    onSuccess: async (_, { add }) => {
      if (add) setName('');
      await queries.invalidateQueries(allOfRepository(project.name, repository));
    },
  });
  const isGood = TAG.test(name);
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="tags-title">
      <ModalHeader title={t('artifacts.changeTags')} labelId="tags-title" />
      <ModalBody>
        <Stack hasGutter>
          <StackItem>
            {artifact.isPending && <Loading rows={1} />}
            {artifact.isError && <Failure error={artifact.error} retry={() => void artifact.refetch()} />}
            {artifact.data?.tags?.length === 0 && <i>{t('artifacts.untagged')}</i>}
            {tags.length > 0 && (
              <LabelGroup numLabels={50} aria-label={t('artifacts.tags')}>
                {tags.map((tag) => (
                  <TagLabel
                    key={tag.name}
                    tag={tag}
                    {...(may('tag', 'delete') && {
                      onClose: () => change.mutate({ add: false, tag: tag.name }),
                      closeBtnAriaLabel: t('artifacts.removeTag', { tag: tag.name }),
                    })}
                  />
                ))}
              </LabelGroup>
            )}
          </StackItem>
          {may('tag', 'create') && (
            <StackItem>
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
            </StackItem>
          )}
          <StackItem>
            <Refusal error={change.error} />
          </StackItem>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </ModalFooter>
    </Modal>
  );
}
