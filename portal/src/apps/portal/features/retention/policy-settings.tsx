import { ActionGroup, Button, Checkbox, Form } from '@patternfly/react-core';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { Section } from '@shared/components/section';
import { TextField } from '@shared/components/text-field';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { SCHEDULES, scheduleOf, type PolicyChange } from './policy';

const KINDS = ['None', 'Hourly', 'Daily', 'Weekly', 'Custom'] as const;

/** When a policy runs by itself, and what it decides about. */
export function PolicySettings(props: { body: PolicyChange; next: string | undefined; mayChange: boolean; busy: boolean; save: (body: PolicyChange) => void }) {
  const { t, language } = useTexts();
  const known = props.body.trigger.settings?.cron ?? '';
  const [kind, setKind] = useState<string>(scheduleOf(known));
  const [cron, setCron] = useState(known === '' ? '0 0 3 * * *' : known);
  const [byTag, setByTag] = useState(props.body.retain_by === 'tag');
  return (
    <Section title={t('retention.schedule')}>
      <Form
        isWidthLimited
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = kind === 'Custom' ? cron : SCHEDULES[kind as keyof typeof SCHEDULES];
          props.save({ ...props.body, trigger: { kind: 'Schedule', settings: { cron: chosen } }, retain_by: byTag ? 'tag' : 'artifact' });
        }}
      >
        <ChoiceField label={t('retention.when')} value={kind} onChange={setKind} options={KINDS.map((one) => [one, t(`retention.when.${one}` as Key)] as const)} />
        {kind === 'Custom' && <TextField label={t('retention.cron')} value={cron} onChange={setCron} isRequired help={t('retention.cronText')} />}
        {props.next !== undefined && <p>{t('retention.next', { time: time(props.next, language) })}</p>}
        <Checkbox id="retention-by-tag" label={t('retention.byTag')} description={t('retention.byTagText')} isChecked={byTag} onChange={(_, value) => setByTag(value)} />
        {props.mayChange && (
          <ActionGroup>
            <Button type="submit" variant="secondary" isLoading={props.busy} isDisabled={props.busy}>
              {t('action.save')}
            </Button>
          </ActionGroup>
        )}
      </Form>
    </Section>
  );
}
