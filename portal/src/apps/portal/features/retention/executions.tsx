import { Button, Label, Modal, ModalBody, ModalHeader } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Section } from '@shared/components/section';
import { Failure, Loading, Nothing, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { bytes, count, time } from '@shared/lib/format';
import { allExecutions, executionsQuery, startRun, stopRun, taskLog, tasksQuery, type Execution } from './api';

const COLORS = { Pending: 'grey', Running: 'blue', Success: 'green', Stopped: 'orange', Error: 'red' } as const;

/** Runs of a policy: now, and what came of those before. */
export function Executions({ policy, mayRun }: { policy: number; mayRun: boolean }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const list = useListState();
  const executions = useQuery(executionsQuery(policy, list));
  const [asks, setAsks] = useState(false);
  const [shown, setShown] = useState<Execution | null>(null);
  const again = () => queries.invalidateQueries(allExecutions(policy));
  const start = useMutation({ mutationFn: (dry: boolean) => startRun(policy, dry), onSuccess: again });
  const stop = useMutation({ mutationFn: (id: number) => stopRun(policy, id), onSuccess: again });
  const isOpen = (one: Execution) => one.status === 'Pending' || one.status === 'Running';
  const busy = start.isPending || (executions.data?.data.some(isOpen) ?? false);
  const run = mayRun && (
    <>
      <Button variant="secondary" isDisabled={busy} onClick={() => start.mutate(true)}>
        {t('retention.dryRun')}
      </Button>{' '}
      <Button variant="secondary" isDisabled={busy} onClick={() => setAsks(true)}>
        {t('retention.runNow')}
      </Button>
    </>
  );
  const kind = (one: Execution) => t(one.dry_run ? 'retention.kind.dry' : one.trigger === 'SCHEDULE' ? 'retention.kind.schedule' : 'retention.kind.manual');
  return (
    <Section title={t('retention.executions')} actions={run}>
      <Refusal error={start.error ?? stop.error} />
      <ListPage list={list} query={executions} empty={<Nothing title={t('retention.noExecutions')}>{t('retention.noExecutionsText')}</Nothing>}>
        <DataTable
          label={t('retention.executions')}
          isCompact
          rows={executions.data?.data ?? []}
          rowKey={(one) => one.id}
          columns={[
            { title: t('retention.began'), cell: (one) => time(one.start_time, language) },
            { title: t('retention.kind'), cell: kind },
            {
              title: t('retention.status'),
              cell: (one) => (
                <>
                  <Label isCompact color={COLORS[one.status]}>
                    {t(`retention.status.${one.status}` as Key)}
                  </Label>
                  {one.status_message !== '' && <div>{one.status_message}</div>}
                </>
              ),
            },
            { title: t('retention.kept'), cell: (one) => count(one.retained, language) },
            { title: t('retention.gone'), cell: (one) => count(one.deleted, language) },
            { title: t('retention.freed'), cell: (one) => bytes(one.freed_bytes, language) },
          ]}
          actions={(one) => [
            { title: t('retention.report'), onClick: () => setShown(one) },
            ...(mayRun && isOpen(one) ? [{ title: t('retention.stop'), onClick: () => stop.mutate(one.id) }] : []),
          ]}
        />
      </ListPage>
      {asks && (
        <Confirm
          title={t('retention.runTitle')}
          confirm={t('retention.runNow')}
          busy={start.isPending}
          error={start.error}
          onConfirm={() => {
            start.mutate(false);
            setAsks(false);
          }}
          onClose={() => setAsks(false)}
        >
          {t('retention.runText')}
        </Confirm>
      )}
      {shown !== null && <Report policy={policy} execution={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

/** What a run did, repository by repository. */
function Report({ policy, execution, onClose }: { policy: number; execution: Execution; onClose: () => void }) {
  const { t, language } = useTexts();
  const tasks = useQuery(tasksQuery(policy, execution.id));
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="retention-report">
      <ModalHeader title={t('retention.reportOf', { time: time(execution.start_time, language) })} labelId="retention-report" />
      <ModalBody>
        {tasks.isPending && <Loading rows={3} />}
        {tasks.isError && <Failure error={tasks.error} retry={() => void tasks.refetch()} />}
        {tasks.data?.data.length === 0 && <p>{t('retention.noTasks')}</p>}
        {tasks.data !== undefined && tasks.data.data.length > 0 && (
          <DataTable
            label={t('retention.report')}
            isCompact
            rows={tasks.data.data}
            rowKey={(task) => task.id}
            columns={[
              { title: t('retention.repository'), cell: (task) => task.repository, modifier: 'breakWord' },
              { title: t('retention.status'), cell: (task) => t(`retention.status.${task.status}` as Key) },
              { title: t('retention.kept'), cell: (task) => count(task.retained, language) },
              { title: t('retention.gone'), cell: (task) => count(task.deleted, language) },
              {
                title: t('retention.log'),
                cell: (task) => (
                  <a href={taskLog(policy, task)} target="_blank" rel="noreferrer" aria-label={t('retention.logOf', { repository: task.repository })}>
                    {t('retention.show')}
                  </a>
                ),
              },
            ]}
          />
        )}
      </ModalBody>
    </Modal>
  );
}
