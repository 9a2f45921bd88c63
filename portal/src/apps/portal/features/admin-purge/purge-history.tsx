import { Label } from '@patternfly/react-core';
import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { ListPage, type ListState } from '@shared/components/list-page';
import { Section } from '@shared/components/section';
import { Nothing, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import type { Answer } from '@shared/http/client';
import { allPurges, logOf, stopPurge } from './api';
import { isOpen, termsOf, type Purge } from './purges';

const COLORS = { Pending: 'grey', Running: 'blue', Success: 'green', Stopped: 'orange', Error: 'red' } as const;

/** Purges of the past, and the one under way. */
export function PurgeHistory({ list, purges }: { list: ListState; purges: UseQueryResult<Answer<Purge[]>> }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const stop = useMutation({ mutationFn: stopPurge, onSuccess: () => queries.invalidateQueries(allPurges) });
  const kind = (purge: Purge) =>
    termsOf(purge).dry_run ? t('purge.kindDry') : t(purge.job_kind === 'SCHEDULE' ? 'purge.kindSchedule' : 'purge.kindManual');
  return (
    <Section title={t('purge.history')}>
      <Refusal error={stop.error} />
      <ListPage list={list} query={purges} empty={<Nothing title={t('purge.empty')}>{t('purge.emptyText')}</Nothing>}>
        <DataTable
          label={t('purge.history')}
          isCompact
          rows={purges.data?.data ?? []}
          rowKey={(purge) => purge.id}
          columns={[
            { title: t('purge.began'), cell: (purge) => time(purge.creation_time, language) },
            { title: t('purge.how'), cell: kind },
            {
              title: t('purge.status'),
              cell: (purge) => (
                <Label isCompact color={COLORS[purge.job_status]}>
                  {t(`purge.status.${purge.job_status}` as Key)}
                </Label>
              ),
            },
            {
              title: t('purge.entries'),
              cell: (purge) => {
                const terms = termsOf(purge);
                return t(terms.dry_run ? 'purge.wouldGo' : 'purge.gone', { entries: terms.purged_entries, days: Math.ceil(terms.audit_retention_hour / 24) });
              },
            },
            {
              title: t('purge.log'),
              cell: (purge) => (
                <a href={logOf(purge.id)} target="_blank" rel="noreferrer" aria-label={t('purge.logOf', { time: time(purge.creation_time, language) })}>
                  {t('purge.show')}
                </a>
              ),
            },
          ]}
          actions={(purge) => (isOpen(purge) ? [{ title: t('purge.stop'), onClick: () => stop.mutate(purge.id) }] : [])}
        />
      </ListPage>
    </Section>
  );
}
