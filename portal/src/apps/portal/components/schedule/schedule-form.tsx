import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { Refusal, Saved } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';

const TYPES = ['None', 'Hourly', 'Daily', 'Weekly', 'Custom'] as const;

/** When something runs by itself, as Harbor has it; the cron expression is for Custom only. */
export interface Timing {
  type: (typeof TYPES)[number];
  cron?: string;
}

/** What is known of it. */
type Present = { type?: string; cron?: string; next_scheduled_time?: string | null } | null | undefined;

/** Sets when something runs by itself, and how; the children are the fields that say how. */
export function ScheduleForm(props: {
  present: Present;
  save: (timing: Timing) => Promise<unknown>;
  /** Something else has to be chosen first. */
  isBlocked?: boolean;
  children: ReactNode;
}) {
  const { t, language } = useTexts();
  const { present } = props;
  const [type, setType] = useState<Timing['type']>(TYPES.find((one) => one === present?.type) ?? 'None');
  const [cron, setCron] = useState(present?.cron ?? '0 0 3 * * *');
  const save = useMutation({ mutationFn: () => props.save({ type, ...(type === 'Custom' && { cron }) }) });
  const next = present?.next_scheduled_time;
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <ChoiceField
        label={t('schedule.when')}
        value={type}
        onChange={(value) => setType(TYPES.find((one) => one === value) ?? 'None')}
        options={TYPES.map((one) => [one, t(`schedule.when.${one}` as Key)])}
      />
      {next != null && <p className="subtle">{t('schedule.next', { time: time(next, language) })}</p>}
      {type === 'Custom' && <TextField label={t('schedule.cron')} value={cron} onChange={setCron} isRequired help={t('schedule.cronHelp')} />}
      {type !== 'None' && props.children}
      <Refusal error={save.error} />
      {save.isSuccess && <Saved text={t('schedule.saved')} />}
      <ActionGroup>
        <Button type="submit" variant="secondary" isLoading={save.isPending} isDisabled={save.isPending || props.isBlocked === true}>
          {t('action.save')}
        </Button>
      </ActionGroup>
    </Form>
  );
}
