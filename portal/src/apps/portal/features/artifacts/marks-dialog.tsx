import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button, LabelGroup, Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem } from '@patternfly/react-core';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';

/**
 * What an artifact is marked with, to add and to take away.
 *
 * name: of the marks, for those who hear them. none: what is said when there is no mark. adding: a form for those who may
 * add one. error: of the last change.
 */
export function MarksDialog({
  title,
  artifact,
  name,
  none,
  marks,
  adding,
  error,
  onClose,
}: {
  title: string;
  artifact: UseQueryResult;
  name: string;
  none: string;
  marks: ReactNode[];
  adding: ReactNode;
  error: Error | null;
  onClose: () => void;
}) {
  const { t } = useTexts();
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="marks-title">
      <ModalHeader title={title} labelId="marks-title" />
      <ModalBody>
        <Stack hasGutter>
          <StackItem>
            {artifact.isPending && <Loading rows={1} />}
            {artifact.isError && <Failure error={artifact.error} retry={() => void artifact.refetch()} />}
            {artifact.isSuccess && marks.length === 0 && <i>{none}</i>}
            {marks.length > 0 && (
              <LabelGroup numLabels={50} aria-label={name}>
                {marks}
              </LabelGroup>
            )}
          </StackItem>
          {adding !== null && <StackItem>{adding}</StackItem>}
          <StackItem>
            <Refusal error={error} />
          </StackItem>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </ModalFooter>
    </Modal>
  );
}
