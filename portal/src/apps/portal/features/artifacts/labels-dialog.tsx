import { Form, FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Failure, Loading } from '@shared/components/states';
import { LabelChip } from '@portal/components/label-chip';
import { useTexts } from '@portal/i18n';
import { labelsForQuery } from '@portal/lib/api';
import { useProject } from '@portal/lib/project';
import { allOfRepository, artifactQuery, markArtifact, unmarkArtifact } from './api';
import { MarksDialog } from './marks-dialog';

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
  const adding = (
    <>
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
    </>
  );
  return (
    <MarksDialog
      title={t('labels.change')}
      artifact={artifact}
      name={t('labels.title')}
      none={t('labels.none')}
      marks={mine.map((label) => (
        <LabelChip
          key={label.id}
          label={label}
          {...(may('artifact-label', 'delete') && {
            onClose: () => change.mutate({ add: false, id: label.id }),
            closeBtnAriaLabel: t('labels.remove', { name: label.name }),
          })}
        />
      ))}
      adding={may('artifact-label', 'create') ? adding : null}
      error={change.error}
      onClose={onClose}
    />
  );
}
