import { Label } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { actOn, everything, queuesQuery, SCHEDULER, type Action } from './api';

/** What waits, and may be held up. */
export function Queues() {
  const { t } = useTexts();
  const queries = useQueryClient();
  const queues = useQuery(queuesQuery);
  const act = useMutation({
    mutationFn: ({ queue, action }: { queue: string; action: Action }) => actOn(queue, action),
    onSuccess: () => queries.invalidateQueries(everything),
  });
  return (
    <Section title={t('jobs.queues')}>
      <Refusal error={act.error} />
      {queues.isPending && <Loading rows={3} />}
      {queues.isError && <Failure error={queues.error} retry={() => void queues.refetch()} />}
      {queues.data !== undefined && (
        <DataTable
          label={t('jobs.queues')}
          isCompact
          rows={queues.data.data}
          rowKey={(queue) => queue.job_type}
          columns={[
            { title: t('jobs.job'), cell: (queue) => t(`jobs.type.${queue.job_type}` as Key) },
            { title: t('jobs.waiting'), cell: (queue) => (queue.job_type === SCHEDULER ? '' : queue.count) },
            {
              title: t('jobs.state'),
              cell: (queue) => (
                <Label isCompact color={queue.paused ? 'orange' : 'green'}>
                  {t(queue.paused ? 'jobs.paused' : 'jobs.open')}
                </Label>
              ),
            },
          ]}
          actions={(queue) => [
            {
              title: t(queue.paused ? 'jobs.resume' : 'jobs.pause'),
              onClick: () => act.mutate({ queue: queue.job_type, action: queue.paused ? 'resume' : 'pause' }),
            },
            ...(queue.count > 0 ? [{ title: t('jobs.empty'), onClick: () => act.mutate({ queue: queue.job_type, action: 'stop' as const }) }] : []),
          ]}
        />
      )}
    </Section>
  );
}
