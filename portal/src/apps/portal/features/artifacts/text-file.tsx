import { CodeBlock, CodeBlockAction, CodeBlockCode } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '@shared/components/copy-button';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { textQuery } from './api';

/** A file of the artifact, as it is. */
export function TextFile({ title, missing, path }: { title: string; missing: string; path: string }) {
  const { t } = useTexts();
  const file = useQuery(textQuery(path));
  return (
    <Section title={title}>
      {file.isPending && <Loading rows={3} />}
      {file.isError && <Failure error={file.error} retry={() => void file.refetch()} />}
      {file.data === null && missing}
      {typeof file.data === 'string' && (
        <CodeBlock
          actions={
            <CodeBlockAction>
              <CopyButton text={file.data} label={title} tip={t('action.copy')} />
            </CodeBlockAction>
          }
        >
          <CodeBlockCode tabIndex={0}>{file.data}</CodeBlockCode>
        </CodeBlock>
      )}
    </Section>
  );
}
