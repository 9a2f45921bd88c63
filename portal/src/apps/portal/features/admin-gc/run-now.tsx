import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { Section } from '@shared/components/section';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { allRuns, startRun } from './api';
import { GcOptions, optionsBody, USUAL, type Options } from './gc-options';

/** Starts a collection, or one that only reckons. */
export function RunNow({ isBusy }: { isBusy: boolean }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [options, setOptions] = useState<Options>(USUAL);
  const [isAsking, setAsking] = useState(false);
  const run = useMutation({
    mutationFn: (dryRun: boolean) => startRun({ ...optionsBody(options), dry_run: dryRun }),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries(allRuns);
    },
  });
  return (
    <Section title={t('gc.now')}>
      <Form
        isWidthLimited
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate(true);
        }}
      >
        <GcOptions id="now" options={options} onChange={setOptions} />
        {!isAsking && <Refusal error={run.error} />}
        <ActionGroup>
          <Button type="submit" variant="secondary" isDisabled={isBusy || run.isPending} isLoading={run.isPending && run.variables}>
            {t('gc.dryRun')}
          </Button>
          <Button isDisabled={isBusy || run.isPending} onClick={() => (options.deleteUntagged ? setAsking(true) : run.mutate(false))}>
            {t('gc.run')}
          </Button>
        </ActionGroup>
      </Form>
      {isAsking && (
        <Confirm
          title={t('gc.askTitle')}
          confirm={t('gc.run')}
          danger
          busy={run.isPending}
          error={run.error}
          onConfirm={() => run.mutate(false)}
          onClose={() => setAsking(false)}
        >
          {t('gc.askText', { hours: options.hours })}
        </Confirm>
      )}
    </Section>
  );
}
