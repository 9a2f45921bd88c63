import { Button, Form, FormGroup, FormSelect, FormSelectOption, LabelGroup, Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { LabelChip } from '@portal/components/label-chip';
import { useTexts } from '@portal/i18n';
import { labelsForQuery } from '@portal/lib/api';
import { useProject } from '@portal/lib/project';
import { allOfRepository, artifactQuery, markArtifact, unmarkArtifact } from './api';

/** The labels of an artifact, to add and to take away. */
export function LabelsDialog({ repository, digest, onClose }: { repository: string; digest: string; onClose: () => void }) {
  const { project, may } = useProject();
  const { t } = useTexts();
  const queries = useQueryClient();
  const artifact = useQuery(artifactQuery(project.name, repository, digest));
  const labels = useQuery(labelsForQuery(project.project_id));
  const mine = artifact.data?.labels ?? [];
  const more = (labels.data ?? []).filter((label) => !mine.some((one) => one.id === label.id));
  const change = useMutation({
    mutationFn: ({ add, id }: { add: boolean; id: number }) => (add ? markArtifact : unmarkArtifact)(project.name, repository, digest, id),
    onSuccess: () => queries.invalidateQueries(allOfRepository(project.name, repository)),
  });
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="labels-title">
      <ModalHeader title={t('labels.change')} labelId="labels-title" />
      <ModalBody>
        <Stack hasGutter>
          <StackItem>
            {artifact.isPending && <Loading rows={1} />}
            {artifact.isError && <Failure error={artifact.error} retry={() => void artifact.refetch()} />}
            {artifact.isSuccess && mine.length === 0 && <i>{t('labels.none')}</i>}
            {mine.length > 0 && (
              <LabelGroup numLabels={50} aria-label={t('labels.title')}>
                {mine.map((label) => (
                  <LabelChip
                    key={label.id}
                    label={label}
                    {...(may('artifact-label', 'delete') && {
                      onClose: () => change.mutate({ add: false, id: label.id }),
                      closeBtnAriaLabel: t('labels.remove', { name: label.name }),
                    })}
                  />
                ))}
              </LabelGroup>
            )}
          </StackItem>
          {may('artifact-label', 'create') && (
            <StackItem>
              {labels.isPending && <Loading rows={1} />}
              {labels.isError && <Failure error={labels.error} retry={() => void labels.refetch()} />}
              {labels.isSuccess && more.length === 0 && t('labels.noneToAdd')}
              {more.length > 0 && (
                <Form>
                  <FormGroup label={t('labels.add')} fieldId="label-to-add">
                    <FormSelect
                      id="label-to-add"
                      value=""
                      isDisabled={change.isPending}
                      onChange={(_, id) => change.mutate({ add: true, id: Number(id) })}
                    >
                      <FormSelectOption value="" label={t('labels.choose')} isPlaceholder />
                      {more.map((label) => (
                        <FormSelectOption key={label.id} value={String(label.id)} label={label.name} />
                      ))}
                    </FormSelect>
                  </FormGroup>
                </Form>
              )}
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
