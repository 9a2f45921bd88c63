import { ActionGroup, Alert, Button, Checkbox, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, TextArea } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@shared/components/states';
import { allProviders } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { changeProviderOptions } from './api';
import { lines, parameters, type Options } from './provider';

/** What goes beyond Harbor's fields; open for the primary provider too. */
export function ProviderOptions({ alias, options }: { alias: string; options: Options }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [groups, setGroups] = useState(options.allowed_groups.join('\n'));
  const [admins, setAdmins] = useState(options.admin_groups.join('\n'));
  const [extra, setExtra] = useState(
    Object.entries(options.authorization_parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  );
  const [certificates, setCertificates] = useState(options.certificates);
  const [issuers, setIssuers] = useState(options.former_issuers.join('\n'));
  const [endSession, setEndSession] = useState(options.end_session);
  const sent = parameters(extra);
  const save = useMutation({
    mutationFn: () =>
      changeProviderOptions(alias, {
        allowed_groups: lines(groups),
        admin_groups: lines(admins),
        ...(sent !== null && { authorization_parameters: sent }),
        certificates,
        end_session: endSession,
        former_issuers: lines(issuers),
      }),
    onSuccess: () => queries.invalidateQueries(allProviders),
  });
  const area = (id: string, label: string, help: string, value: string, set: (value: string) => void, isWrong = false) => (
    <FormGroup label={label} fieldId={id}>
      <TextArea id={id} rows={2} resizeOrientation="vertical" value={value} validated={isWrong ? 'error' : 'default'} onChange={(_, next) => set(next)} />
      <FormHelperText>
        <HelperText>
          <HelperTextItem variant={isWrong ? 'error' : 'default'}>{help}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        if (sent !== null) save.mutate();
      }}
    >
      {area('option-groups', t('providers.allowedGroups'), t('providers.allowedGroupsText'), groups, setGroups)}
      {area('option-admins', t('providers.adminGroups'), t('providers.adminGroupsText'), admins, setAdmins)}
      {area('option-parameters', t('providers.parameters'), t('providers.parametersText'), extra, setExtra, sent === null)}
      {area('option-certificates', t('providers.certificates'), t('providers.certificatesText'), certificates, setCertificates)}
      {area('option-issuers', t('providers.formerIssuers'), t('providers.formerIssuersText'), issuers, setIssuers)}
      <Checkbox
        id="option-end-session"
        label={t('providers.endSession')}
        description={t('providers.endSessionText')}
        isChecked={endSession}
        onChange={(_, value) => setEndSession(value)}
      />
      <Refusal error={save.error} />
      {save.isSuccess && <Alert variant="success" isInline isPlain title={t('providers.saved')} />}
      <ActionGroup>
        <Button type="submit" variant="secondary" isLoading={save.isPending} isDisabled={sent === null || save.isPending}>
          {t('action.save')}
        </Button>
      </ActionGroup>
    </Form>
  );
}
