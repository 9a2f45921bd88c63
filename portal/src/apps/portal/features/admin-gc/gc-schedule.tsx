import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { ScheduleForm } from '@portal/components/schedule/schedule-form';
import { useTexts } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';
import { changeSchedule, scheduleQuery } from './api';
import { GcOptions, optionsBody, USUAL } from './gc-options';
import { parametersOf } from './runs';

/** When collections run by themselves. */
export function GcSchedule() {
  const { t } = useTexts();
  const schedule = useQuery(scheduleQuery);
  return (
    <Section title={t('gc.schedule')}>
      {schedule.isPending && <Loading rows={2} />}
      {schedule.isError && <Failure error={schedule.error} retry={() => void schedule.refetch()} />}
      {schedule.data !== undefined && <Collections present={schedule.data} />}
    </Section>
  );
}

function Collections({ present }: { present: Schema<'GcSchedule'> }) {
  const queries = useQueryClient();
  const known = parametersOf({ job_parameters: present.job_parameters ?? '' });
  const [options, setOptions] = useState(
    present.schedule == null ? USUAL : { deleteUntagged: known.delete_untagged, hours: known.untagged_hours, workers: known.workers },
  );
  return (
    <ScheduleForm
      present={present.schedule}
      save={async (schedule) => {
        await changeSchedule({ schedule, parameters: optionsBody(options) });
        await queries.invalidateQueries(scheduleQuery);
      }}
    >
      <GcOptions id="schedule" options={options} onChange={setOptions} />
    </ScheduleForm>
  );
}
