import { Label } from '@patternfly/react-core';
import type { UseQueryResult } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { ListPage, type ListState } from '@shared/components/list-page';
import { Section } from '@shared/components/section';
import { Nothing } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { bytes, count, time } from '@shared/lib/format';
import type { Answer } from '@shared/http/client';
import { isOpen, parametersOf, seconds, type Run } from './runs';

const COLORS = { Pending: 'grey', Running: 'blue', Success: 'green', Stopped: 'orange', Error: 'red' } as const;

/** Collections of the past. */
export function GcHistory({ list, runs }: { list: ListState; runs: UseQueryResult<Answer<Run[]>> }) {
  const { t, language } = useTexts();
  const kind = (run: Run) => {
    if (parametersOf(run).dry_run) {
      return t('gc.kindDry');
    }
    return t(run.job_kind === 'SCHEDULE' ? 'gc.kindSchedule' : 'gc.kindManual');
  };
  return (
    <Section title={t('gc.history')}>
      <ListPage list={list} query={runs} empty={<Nothing title={t('gc.empty')}>{t('gc.emptyText')}</Nothing>}>
        <DataTable
          label={t('gc.history')}
          isCompact
          rows={runs.data?.data ?? []}
          rowKey={(run) => run.id}
          columns={[
            { title: t('gc.began'), cell: (run) => time(run.creation_time, language) },
            { title: t('gc.kind'), cell: kind },
            {
              title: t('gc.status'),
              cell: (run) => (
                <Label isCompact color={COLORS[run.job_status]}>
                  {t(`gc.status.${run.job_status}` as Key)}
                </Label>
              ),
            },
            {
              title: t('gc.freed'),
              cell: (run) => {
                const size = bytes(parametersOf(run).freed_space, language);
                return parametersOf(run).dry_run ? t('gc.wouldFree', { size }) : size;
              },
            },
            { title: t('gc.blobs'), cell: (run) => count(parametersOf(run).purged_blobs, language) },
            { title: t('gc.manifests'), cell: (run) => count(parametersOf(run).purged_manifests, language), modifier: 'nowrap' },
            { title: t('gc.took'), cell: (run) => (isOpen(run) ? '' : t('gc.seconds', { seconds: seconds(run) })) },
            {
              title: t('gc.log'),
              cell: (run) => (
                <a href={`/api/v2.0/system/gc/${run.id}/log`} target="_blank" rel="noreferrer" aria-label={t('gc.logOf', { time: time(run.creation_time, language) })}>
                  {t('gc.show')}
                </a>
              ),
            },
          ]}
        />
      </ListPage>
    </Section>
  );
}
