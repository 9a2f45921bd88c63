import { Label, Progress, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Section } from '@shared/components/section';
import { Nothing, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { everything, isOpen, jobsQuery, stopJob, type Job } from './api';
import { Queues } from './queues';
import { ScheduleList } from './schedule-list';

const COLORS = { Pending: 'grey', Running: 'blue', Success: 'green', Stopped: 'orange', Error: 'red' } as const;

/** What the registry's jobs do, have done and will do. */
export function JobsPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('jobs.title')}>
      <Stack hasGutter>
        <StackItem>{t('jobs.text')}</StackItem>
        <StackItem>
          <Queues />
        </StackItem>
        <StackItem>
          <ScheduleList />
        </StackItem>
        <StackItem>
          <History />
        </StackItem>
      </Stack>
    </PageFrame>
  );
}

function History() {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const list = useListState();
  const jobs = useQuery(jobsQuery(list));
  const stop = useMutation({ mutationFn: stopJob, onSuccess: () => queries.invalidateQueries(everything) });
  return (
    <Section title={t('jobs.executions')}>
      <Refusal error={stop.error} />
      <ListPage list={list} query={jobs} empty={<Nothing title={t('jobs.none')}>{t('jobs.noneText')}</Nothing>}>
        <DataTable
          label={t('jobs.executions')}
          isCompact
          rows={jobs.data?.data ?? []}
          rowKey={(job) => job.id}
          columns={[
            { title: t('jobs.began'), cell: (job) => time(job.creation_time, language) },
            { title: t('jobs.job'), cell: (job) => t(`jobs.type.${job.vendor_type}` as Key) },
            { title: t('jobs.by'), cell: (job) => (job.trigger === 'SCHEDULE' ? t('jobs.schedule') : job.operator), modifier: 'breakWord' },
            { title: t('jobs.status'), cell: (job) => <Status job={job} /> },
            {
              title: t('jobs.log'),
              cell: (job) => (
                <a href={`/api/v2.0/jobservice/jobs/${job.id}/log`} target="_blank" rel="noreferrer" aria-label={t('jobs.logOf', { id: job.id })}>
                  {t('jobs.show')}
                </a>
              ),
            },
          ]}
          actions={(job) => (isOpen(job) ? [{ title: t('jobs.stop'), onClick: () => stop.mutate(job.id) }] : [])}
        />
      </ListPage>
    </Section>
  );
}

function Status({ job }: { job: Job }) {
  const { t } = useTexts();
  const { progress } = job;
  const rest = progress?.remaining_seconds;
  return (
    <>
      <Label isCompact color={COLORS[job.status]}>
        {t(`jobs.status.${job.status}` as Key)}
      </Label>
      {job.status_message !== '' && <div>{job.status_message}</div>}
      {isOpen(job) && progress != null && (
        <Progress
          aria-label={t('jobs.progress')}
          size="sm"
          value={progress.total === 0 ? 0 : Math.min(100, Math.floor((progress.done / progress.total) * 100))}
          {...(rest !== undefined && { title: t('jobs.remaining', { minutes: Math.max(1, Math.ceil(rest / 60)) }) })}
        />
      )}
    </>
  );
}
