import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { Section } from '@shared/components/section';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { allPurges, startPurge } from './api';
import { PurgeTerms } from './purge-terms';
import { USUAL, type Terms } from './purges';

/** Starts a purge, or one that only counts. */
export function PurgeNow({ isBusy }: { isBusy: boolean }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [terms, setTerms] = useState<Terms>(USUAL);
  const [isAsking, setAsking] = useState(false);
  const run = useMutation({
    mutationFn: (isDry: boolean) => startPurge({ ...terms, dry_run: isDry }),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries(allPurges);
    },
  });
  const isReady = !isBusy && !run.isPending && terms.include_event_types !== '';
  return (
    <Section title={t('purge.now')}>
      <Form
        isWidthLimited
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate(true);
        }}
      >
        <PurgeTerms id="now" terms={terms} onChange={setTerms} />
        {!isAsking && <Refusal error={run.error} />}
        <ActionGroup>
          <Button type="submit" variant="secondary" isDisabled={!isReady} isLoading={run.isPending && run.variables}>
            {t('purge.count')}
          </Button>
          <Button variant="danger" isDisabled={!isReady} onClick={() => setAsking(true)}>
            {t('purge.run')}
          </Button>
        </ActionGroup>
      </Form>
      {isAsking && (
        <Confirm
          title={t('purge.askTitle')}
          confirm={t('purge.run')}
          danger
          busy={run.isPending}
          error={run.error}
          onConfirm={() => run.mutate(false)}
          onClose={() => setAsking(false)}
        >
          {t('purge.askText', { days: Math.ceil(terms.audit_retention_hour / 24) })}
        </Confirm>
      )}
    </Section>
  );
}
