import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { Section } from '@shared/components/section';
import { Failure, Loading, Refusal, Saved } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import type { Schema } from '@portal/lib/harbor';
import { changeSchedule, scheduleQuery } from './api';
import { PurgeTerms } from './purge-terms';
import { scheduledTerms } from './purges';

const TYPES = ['None', 'Hourly', 'Daily', 'Weekly', 'Custom'] as const;

/** When purges run by themselves. */
export function PurgeSchedule() {
  const { t } = useTexts();
  const schedule = useQuery(scheduleQuery);
  return (
    <Section title={t('purge.schedule')}>
      {schedule.isPending && <Loading rows={2} />}
      {schedule.isError && <Failure error={schedule.error} retry={() => void schedule.refetch()} />}
      {schedule.data !== undefined && <ScheduleForm present={schedule.data} />}
    </Section>
  );
}

function ScheduleForm({ present }: { present: Partial<Schema<'PurgeSchedule'>> }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const [type, setType] = useState(TYPES.find((one) => one === present.schedule?.type) ?? 'None');
  const [cron, setCron] = useState(present.schedule?.cron ?? '0 0 3 * * *');
  const [terms, setTerms] = useState(scheduledTerms(present));
  const save = useMutation({
    mutationFn: () => changeSchedule({ schedule: { type, ...(type === 'Custom' && { cron }) }, parameters: terms }),
    onSuccess: () => queries.invalidateQueries(scheduleQuery),
  });
  const next = present.schedule?.next_scheduled_time;
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <ChoiceField
        label={t('purge.when')}
        value={type}
        onChange={(value) => setType(TYPES.find((one) => one === value) ?? 'None')}
        options={TYPES.map((one) => [one, t(`purge.when.${one}` as Key)])}
      />
      {next != null && <p className="subtle">{t('purge.next', { time: time(next, language) })}</p>}
      {type === 'Custom' && <TextField label={t('purge.cron')} value={cron} onChange={setCron} isRequired help={t('purge.cronHelp')} />}
      {type !== 'None' && <PurgeTerms id="schedule" terms={terms} onChange={setTerms} />}
      <Refusal error={save.error} />
      {save.isSuccess && <Saved text={t('purge.saved')} />}
      <ActionGroup>
        <Button type="submit" variant="secondary" isLoading={save.isPending} isDisabled={save.isPending || terms.include_event_types === ''}>
          {t('action.save')}
        </Button>
      </ActionGroup>
    </Form>
  );
}
