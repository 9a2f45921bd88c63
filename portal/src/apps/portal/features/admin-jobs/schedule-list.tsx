import { useQuery } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { schedulesQuery } from './api';

/** What comes round without anybody asking. */
export function ScheduleList() {
  const { t, language } = useTexts();
  const schedules = useQuery(schedulesQuery);
  return (
    <Section title={t('jobs.schedules')}>
      {schedules.isPending && <Loading rows={2} />}
      {schedules.isError && <Failure error={schedules.error} retry={() => void schedules.refetch()} />}
      {schedules.data?.data.length === 0 && <p>{t('jobs.noSchedules')}</p>}
      {schedules.data !== undefined && schedules.data.data.length > 0 && (
        <DataTable
          label={t('jobs.schedules')}
          isCompact
          rows={schedules.data.data}
          rowKey={(schedule) => schedule.id}
          columns={[
            {
              title: t('jobs.job'),
              cell: (schedule) =>
                schedule.vendor_id < 0 ? t(`jobs.type.${schedule.vendor_type}` as Key) : `${t(`jobs.type.${schedule.vendor_type}` as Key)} ${schedule.vendor_id}`,
            },
            { title: t('jobs.cron'), cell: (schedule) => <code>{schedule.cron}</code> },
            { title: t('jobs.next'), cell: (schedule) => time(schedule.next_scheduled_time, language) },
          ]}
        />
      )}
    </Section>
  );
}
