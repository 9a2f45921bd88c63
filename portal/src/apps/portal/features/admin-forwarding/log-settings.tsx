import { ActionGroup, Button, Checkbox, ExpandableSection, Form, FormGroup, Switch } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '@shared/components/section';
import { Failure, Loading, Refusal, Saved } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@portal/i18n';
import { changeSettings, eventTypesQuery, settingsQuery, targetsQuery } from './api';

type Settings = Parameters<typeof changeSettings>[0];

/** Harbor's settings of the audit log. */
export function LogSettings() {
  const { t } = useTexts();
  const settings = useQuery(settingsQuery);
  return (
    <Section title={t('forward.settings')}>
      {settings.isPending && <Loading rows={3} />}
      {settings.isError && <Failure error={settings.error} retry={() => void settings.refetch()} />}
      {settings.data !== undefined && <SettingsForm present={settings.data} />}
    </Section>
  );
}

function SettingsForm({ present }: { present: Settings }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const types = useQuery(eventTypesQuery);
  const [settings, setSettings] = useState(present);
  const save = useMutation({
    mutationFn: () => changeSettings(settings),
    onSuccess: async () => {
      await queries.invalidateQueries(settingsQuery);
      await queries.invalidateQueries(targetsQuery);
    },
  });
  const disabled = settings.disabled.split(',').map((word) => word.trim()).filter((word) => word !== '');
  const choose = (type: string, isWanted: boolean) =>
    setSettings({ ...settings, disabled: (isWanted ? disabled.filter((one) => one !== type) : [...disabled, type]).join(',') });
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField
        label={t('forward.endpointLabel')}
        value={settings.endpoint}
        onChange={(endpoint) => setSettings({ ...settings, endpoint: endpoint.trim() })}
        help={t('forward.endpointHelp')}
      />
      <FormGroup>
        <Switch id="forward-skip" label={t('forward.skip')} isChecked={settings.skip} onChange={(_, skip) => setSettings({ ...settings, skip })} />
        <div className="subtle">{t('forward.skipHelp')}</div>
      </FormGroup>
      <ExpandableSection toggleText={t('forward.disabled', { kinds: disabled.length })} isIndented>
        <FormGroup role="group" label={t('forward.disabledLabel')}>
          {[...(types.data ?? []), ...disabled.filter((one) => types.data?.includes(one) === false)].map((type) => (
            <Checkbox key={type} id={`forward-type-${type}`} label={type} isChecked={!disabled.includes(type)} onChange={(_, isWanted) => choose(type, isWanted)} />
          ))}
        </FormGroup>
      </ExpandableSection>
      <Refusal error={save.error} />
      {save.isSuccess && <Saved text={t('forward.saved')} />}
      <ActionGroup>
        <Button type="submit" variant="secondary" isLoading={save.isPending} isDisabled={save.isPending}>
          {t('action.save')}
        </Button>
      </ActionGroup>
    </Form>
  );
}
