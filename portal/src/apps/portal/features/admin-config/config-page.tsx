import { sessionQuery } from '@portal/lib/api';
import { ActionGroup, Alert, Button, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, Stack, StackItem, Switch, TextArea, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { KeptSettings } from '@portal/components/kept/kept-settings';
import { useTexts } from '@portal/i18n';
import { changeConfiguration, configurationQuery } from './api';
import { changesOf, settingsOf, valuesOf, type Settings } from './settings';

/** The settings of the registry that its administrators decide. */
export function ConfigPage() {
  const { t } = useTexts();
  const configuration = useQuery(configurationQuery);
  return (
    <PageFrame title={t('config.title')}>
      {configuration.isPending && <Loading />}
      {configuration.isError && <Failure error={configuration.error} retry={() => void configuration.refetch()} />}
      {configuration.data !== undefined && (
        <Stack hasGutter>
          <StackItem>
            <SettingsForm present={settingsOf(configuration.data)} />
          </StackItem>
          <StackItem>
            <KeptSettings owner="registry" values={valuesOf(configuration.data)} />
          </StackItem>
        </Stack>
      )}
    </PageFrame>
  );
}

function SettingsForm({ present }: { present: Settings }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [fields, setFields] = useState(present);
  const changes = changesOf(present, fields);
  const isChanged = Object.keys(changes).length > 0;
  const save = useMutation({
    mutationFn: () => changeConfiguration(changes),
    onSuccess: () => Promise.all([queries.invalidateQueries(configurationQuery), queries.invalidateQueries(sessionQuery)]),
  });
  const change = (some: Partial<Settings>) => {
    save.reset();
    setFields({ ...fields, ...some });
  };
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) save.mutate();
      }}
    >
      <Field id="project-creation" label={t('config.projectCreation')}>
        <FormSelect
          id="project-creation"
          value={fields.project_creation_restriction}
          onChange={(_, value) => change({ project_creation_restriction: value })}
        >
          <FormSelectOption value="everyone" label={t('config.everyone')} />
          <FormSelectOption value="adminonly" label={t('config.adminOnly')} />
        </FormSelect>
      </Field>
      <Field id="storage-per-project" label={t('config.storagePerProject')} help={t('config.storagePerProjectText')}>
        <TextInput
          id="storage-per-project"
          inputMode="decimal"
          value={fields.storage_per_project}
          onChange={(_, value) => change({ storage_per_project: value })}
        />
      </Field>
      <Field id="token-expiration" label={t('config.tokenExpiration')} help={t('config.tokenExpirationText')}>
        <TextInput id="token-expiration" type="number" min={1} max={1440} value={fields.token_expiration} onChange={(_, value) => change({ token_expiration: value })} />
      </Field>
      <Field id="robot-prefix" label={t('config.robotPrefix')} help={t('config.robotPrefixText')}>
        <TextInput id="robot-prefix" maxLength={64} value={fields.robot_name_prefix} onChange={(_, value) => change({ robot_name_prefix: value })} />
      </Field>
      <Field id="robot-duration" label={t('config.robotDuration')}>
        <TextInput id="robot-duration" type="number" min={1} value={fields.robot_token_duration} onChange={(_, value) => change({ robot_token_duration: value })} />
      </Field>
      <Field id="trash-days" label={t('config.trashDays')} help={t('config.trashDaysText')}>
        <TextInput id="trash-days" type="number" min={0} max={365} value={fields.trash_days} onChange={(_, value) => change({ trash_days: value })} />
      </Field>
      <Field id="banner" label={t('config.banner')} help={t('config.bannerText')}>
        <TextArea id="banner" maxLength={4096} rows={2} resizeOrientation="vertical" value={fields.banner_message} onChange={(_, value) => change({ banner_message: value })} />
      </Field>
      <Field id="read-only" help={t('config.readOnlyText')}>
        <Switch id="read-only" label={t('config.readOnly')} isChecked={fields.read_only} onChange={(_, value) => change({ read_only: value })} />
      </Field>
      <Refusal error={save.error} />
      {save.isSuccess && !isChanged && <Alert variant="success" isInline title={t('config.saved')} />}
      <ActionGroup>
        <Button type="submit" isLoading={save.isPending} isDisabled={!isChanged || save.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="link" isDisabled={!isChanged} onClick={() => change(present)}>
          {t('action.cancel')}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function Field({ id, label, help, children }: { id: string; label?: string; help?: string; children: ReactNode }) {
  return (
    <FormGroup fieldId={id} {...(label !== undefined && { label })}>
      {children}
      {help !== undefined && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem>{help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
