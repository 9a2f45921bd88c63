import { ActionGroup, Alert, Button, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '@shared/components/section';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import type { Schema } from '@portal/lib/harbor';
import { changeSchedule, scheduleQuery } from './api';
import { GcOptions, optionsBody, USUAL } from './gc-options';
import { parametersOf } from './runs';

const TYPES = ['None', 'Hourly', 'Daily', 'Weekly', 'Custom'] as const;

/** When collections run by themselves. */
export function GcSchedule() {
  const { t } = useTexts();
  const schedule = useQuery(scheduleQuery);
  return (
    <Section title={t('gc.schedule')}>
      {schedule.isPending && <Loading rows={2} />}
      {schedule.isError && <Failure error={schedule.error} retry={() => void schedule.refetch()} />}
      {schedule.data !== undefined && <ScheduleForm present={schedule.data} />}
    </Section>
  );
}

function ScheduleForm({ present }: { present: Schema<'GcSchedule'> }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const known = parametersOf({ job_parameters: present.job_parameters ?? '' });
  const [type, setType] = useState(TYPES.find((one) => one === present.schedule?.type) ?? 'None');
  const [cron, setCron] = useState(present.schedule?.cron ?? '0 0 3 * * *');
  const [options, setOptions] = useState(
    present.schedule == null ? USUAL : { deleteUntagged: known.delete_untagged, hours: known.untagged_hours, workers: known.workers },
  );
  const save = useMutation({
    mutationFn: () => changeSchedule({ schedule: { type, ...(type === 'Custom' && { cron }) }, parameters: optionsBody(options) }),
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
      <FormGroup label={t('gc.when')} fieldId="gc-when">
        <FormSelect id="gc-when" value={type} onChange={(_, value) => setType(TYPES.find((one) => one === value) ?? 'None')}>
          {TYPES.map((one) => (
            <FormSelectOption key={one} value={one} label={t(`gc.when.${one}` as Key)} />
          ))}
        </FormSelect>
        {next != null && (
          <FormHelperText>
            <HelperText>
              <HelperTextItem>{t('gc.next', { time: time(next, language) })}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        )}
      </FormGroup>
      {type === 'Custom' && (
        <FormGroup label={t('gc.cron')} fieldId="gc-cron" isRequired>
          <TextInput id="gc-cron" value={cron} onChange={(_, value) => setCron(value)} />
          <FormHelperText>
            <HelperText>
              <HelperTextItem>{t('gc.cronText')}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      )}
      {type !== 'None' && <GcOptions id="schedule" options={options} onChange={setOptions} />}
      <Refusal error={save.error} />
      {save.isSuccess && <Alert variant="success" isInline isPlain title={t('gc.saved')} />}
      <ActionGroup>
        <Button type="submit" variant="secondary" isLoading={save.isPending} isDisabled={save.isPending}>
          {t('action.save')}
        </Button>
      </ActionGroup>
    </Form>
  );
}
