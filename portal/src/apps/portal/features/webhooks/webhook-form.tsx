import { Checkbox, FormGroup, FormHelperText, HelperText, HelperTextItem, Switch, TextArea } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts, type Key } from '@portal/i18n';
import { allWebhooks, savePolicy, type Place } from './api';
import { EVENTS, FORMATS, formatOf, typeOf, type EventType, type Format, type Webhook } from './webhook';

/** A new webhook, or another one changed; what the form has no field for stays as it is. */
export function WebhookForm({ place, webhook, onClose }: { place: Place; webhook?: Webhook; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const target = webhook?.targets[0];
  const [name, setName] = useState(webhook?.name ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [enabled, setEnabled] = useState(webhook?.enabled ?? true);
  const [events, setEvents] = useState<readonly EventType[]>(webhook?.event_types ?? ['PUSH_ARTIFACT']);
  const [format, setFormat] = useState<Format>(formatOf(target));
  const [address, setAddress] = useState(target?.address ?? '');
  const [auth, setAuth] = useState(target?.auth_header ?? '');
  const [template, setTemplate] = useState(target?.template ?? '{"text": "{{operator}}: {{type}} {{event_data.repository.repo_full_name}}"}');
  const [skipVerify, setSkipVerify] = useState(target?.skip_cert_verify ?? false);
  const [repositories, setRepositories] = useState(webhook?.repository_pattern ?? '');
  const [tags, setTags] = useState(webhook?.tag_pattern ?? '');
  const save = useMutation({
    mutationFn: () =>
      savePolicy(place, webhook?.id, {
        name,
        description,
        enabled,
        event_types: [...events],
        repository_pattern: repositories,
        tag_pattern: tags,
        targets: [
          {
            ...typeOf(format),
            address,
            auth_header: auth,
            skip_cert_verify: skipVerify,
            ...(format === 'Template' && { template }),
            ...(target?.headers && { headers: target.headers }),
          },
          ...(webhook?.targets.slice(1) ?? []),
        ],
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allWebhooks);
    },
  });
  const isGoodAddress = /^https?:\/\/\S+$/.test(address);
  return (
    <FormDialog
      title={webhook === undefined ? t('webhooks.new') : (webhook.name ?? t('webhooks.unnamed', { id: webhook.id }))}
      submit={t(webhook === undefined ? 'action.create' : 'action.save')}
      isLarge
      isReady={name !== '' && isGoodAddress && events.length > 0}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label={t('projects.name')} value={name} onChange={setName} isRequired autoFocus />
      <TextField label={t('webhooks.description')} value={description} onChange={setDescription} />
      <ChoiceField
        label={t('webhooks.format')}
        value={format}
        onChange={(value) => setFormat(value as Format)}
        options={FORMATS.map((one) => [one, t(`webhooks.format.${one}`)])}
      />
      <TextField
        label={t('webhooks.address')}
        value={address}
        onChange={setAddress}
        isRequired
        isWrong={address !== '' && !isGoodAddress}
        help={t('webhooks.addressRule')}
      />
      {format === 'Template' && (
        <FormGroup label={t('webhooks.template')} fieldId="webhook-template">
          <TextArea id="webhook-template" value={template} rows={4} resizeOrientation="vertical" onChange={(_, value) => setTemplate(value)} aria-describedby="webhook-template-help" />
          <FormHelperText>
            <HelperText id="webhook-template-help">
              <HelperTextItem>{t('webhooks.templateHelp')}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      )}
      <TextField label={t('webhooks.auth')} value={auth} onChange={setAuth} help={t('webhooks.authHelp')} />
      <FormGroup role="group" label={t('webhooks.events')} isRequired>
        {EVENTS.map((one) => (
          <Checkbox
            key={one}
            id={`webhook-${one}`}
            label={t(`webhooks.event.${one}` as Key)}
            isChecked={events.includes(one)}
            onChange={(_, isChosen) => setEvents(isChosen ? [...events, one] : events.filter((other) => other !== one))}
          />
        ))}
      </FormGroup>
      <TextField label={t('webhooks.repositories')} value={repositories} onChange={setRepositories} help={t('webhooks.patternHelp')} />
      <TextField label={t('webhooks.tags')} value={tags} onChange={setTags} help={t('webhooks.patternHelp')} />
      <Checkbox id="webhook-skip-verify" label={t('webhooks.skipVerify')} isChecked={skipVerify} onChange={(_, value) => setSkipVerify(value)} />
      <Switch id="webhook-enabled" label={t('webhooks.enabled')} isChecked={enabled} onChange={(_, value) => setEnabled(value)} />
    </FormDialog>
  );
}
