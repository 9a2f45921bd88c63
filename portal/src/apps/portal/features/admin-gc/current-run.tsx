import { Alert, AlertActionLink, Progress } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { bytes } from '@shared/lib/format';
import { allRuns, stopRun } from './api';
import { parametersOf, progress, type Run } from './runs';

/** The collection under way, with what it has done so far. */
export function CurrentRun({ run }: { run: Run }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const parameters = parametersOf(run);
  const rest = parameters.remaining_seconds;
  const percent = progress(run);
  const stop = useMutation({
    mutationFn: () => stopRun(run.id),
    onSuccess: () => queries.invalidateQueries(allRuns),
  });
  return (
    <Alert
      variant="info"
      isInline
      isLiveRegion
      title={t(run.job_status === 'Pending' ? 'gc.waits' : parameters.dry_run ? 'gc.reckons' : 'gc.works')}
      actionLinks={<AlertActionLink onClick={() => stop.mutate()}>{t('gc.stop')}</AlertActionLink>}
    >
      <p>
        {t('gc.soFar', {
          size: bytes(parameters.freed_space, language),
          blobs: parameters.purged_blobs,
          manifests: parameters.purged_manifests,
        })}
      </p>
      {percent !== null && <Progress aria-label={t('gc.progress')} value={percent} size="sm" {...(rest !== undefined && { title: t('gc.remaining', { minutes: Math.max(1, Math.ceil(rest / 60)) }) })} />}
      <Refusal error={stop.error} />
    </Alert>
  );
}
