import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { ScheduleForm } from '@portal/components/schedule/schedule-form';
import { useTexts } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';
import { changeSchedule, scheduleQuery } from './api';
import { PurgeTerms } from './purge-terms';
import { scheduledTerms } from './purges';

/** When purges run by themselves. */
export function PurgeSchedule() {
  const { t } = useTexts();
  const schedule = useQuery(scheduleQuery);
  return (
    <Section title={t('purge.schedule')}>
      {schedule.isPending && <Loading rows={2} />}
      {schedule.isError && <Failure error={schedule.error} retry={() => void schedule.refetch()} />}
      {schedule.data !== undefined && <Purges present={schedule.data} />}
    </Section>
  );
}

function Purges({ present }: { present: Partial<Schema<'PurgeSchedule'>> }) {
  const queries = useQueryClient();
  const [terms, setTerms] = useState(scheduledTerms(present));
  return (
    <ScheduleForm
      present={present.schedule}
      save={async (schedule) => {
        await changeSchedule({ schedule, parameters: terms });
        await queries.invalidateQueries(scheduleQuery);
      }}
      isBlocked={terms.include_event_types === ''}
    >
      <PurgeTerms id="schedule" terms={terms} onChange={setTerms} />
    </ScheduleForm>
  );
}
