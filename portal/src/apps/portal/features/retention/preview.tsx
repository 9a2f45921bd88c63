import { Alert, Button, ExpandableSection, Label, Stack, StackItem } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Loading, Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';
import { bytes, shortDigest, time } from '@shared/lib/format';
import { previewPolicy } from './api';
import type { PolicyChange } from './policy';

const COLORS = { RETAIN: 'green', DEL: 'red', IMMUTABLE: 'blue' } as const;

/** What a run would do now, tag by tag. */
export function Preview({ body }: { body: PolicyChange }) {
  const { t } = useTexts();
  const preview = useMutation({ mutationFn: () => previewPolicy(body) });
  const found = preview.data?.data;
  return (
    <Section
      title={t('retention.preview')}
      actions={
        <Button variant="secondary" onClick={() => preview.mutate()} isDisabled={preview.isPending || body.rules.length === 0}>
          {t('retention.look')}
        </Button>
      }
    >
      <Stack hasGutter>
        <StackItem>{t('retention.previewText')}</StackItem>
        <Refusal error={preview.error} />
        {preview.isPending && <Loading rows={3} />}
        {found?.complete === false && (
          <StackItem>
            <Alert variant="warning" isInline title={t('retention.incomplete')} />
          </StackItem>
        )}
        {found?.repositories.length === 0 && <StackItem>{t('retention.nothingSelected')}</StackItem>}
        {found?.repositories.map((repository) => (
          <StackItem key={repository.repository}>
            <InRepository found={repository} isOpen={found.repositories.length === 1} />
          </StackItem>
        ))}
      </Stack>
    </Section>
  );
}

function InRepository({ found, isOpen }: { found: Schema<'RetentionPreview'>['repositories'][number]; isOpen: boolean }) {
  const { t, language } = useTexts();
  const summary = t('retention.summary', { kept: found.retained, gone: found.deleted, size: bytes(found.freed_bytes, language) });
  return (
    <ExpandableSection toggleText={`${found.repository}: ${summary}`} {...(isOpen && { isExpanded: true })}>
      {found.problem !== '' && <Alert variant="warning" isInline title={found.problem} />}
      <DataTable
        label={found.repository}
        isCompact
        rows={found.artifacts}
        rowKey={(one) => `${one.digest} ${one.tags.join(' ')}`}
        columns={[
          { title: t('retention.tags'), cell: (one) => (one.tags.length === 0 ? <i>{t('retention.noTag')}</i> : one.tags.join(', ')), modifier: 'breakWord' },
          { title: t('retention.digest'), cell: (one) => <code title={one.digest}>{shortDigest(one.digest)}</code> },
          {
            title: t('retention.fate'),
            cell: (one) => (
              <Label isCompact color={COLORS[one.retention]}>
                {t(`retention.fate.${one.retention}`)}
              </Label>
            ),
          },
          { title: t('retention.why'), cell: (one) => (one.rule === null ? t(`retention.reason.${one.retention}`) : t('retention.byRule', { rule: one.rule })) },
          { title: t('retention.pushed'), cell: (one) => time(one.push_time, language) },
          { title: t('retention.pulled'), cell: (one) => (one.pull_time.startsWith('0001') ? t('retention.never') : time(one.pull_time, language)) },
        ]}
      />
    </ExpandableSection>
  );
}
