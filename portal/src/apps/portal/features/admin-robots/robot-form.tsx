import { ActionGroup, Alert, Button, Checkbox, Form, FormGroup, FormHelperText, FormSection, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SecretOnce } from '@shared/components/secret-once';
import { Refusal } from '@shared/components/states';
import { PermissionMatrix } from '@portal/components/permission-matrix';
import { useTexts } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';
import { paths } from '@portal/lib/paths';
import { allSystemRobots, changeRobot, createRobot } from './api';
import { ProjectPermissions } from './project-permissions';
import { choiceOf, permissionsOf, type Catalogue, type Robot } from './robot';

type Made = Schema<'RobotCreated'>;

export function RobotForm({ catalogue, robot }: { catalogue: Catalogue; robot: Robot | null }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [description, setDescription] = useState(robot?.description ?? '');
  const [isEndless, setEndless] = useState(robot !== null && robot.duration < 0);
  const [days, setDays] = useState(String(robot !== null && robot.duration > 0 ? robot.duration : 90));
  const [choice, setChoice] = useState(() => choiceOf(robot?.permissions ?? []));
  const permissions = permissionsOf(choice);
  const duration = isEndless ? -1 : Number(days);
  const isReady = permissions.length > 0 && (robot !== null || name !== '') && (isEndless || (Number.isInteger(duration) && duration > 0));
  const save = useMutation({
    mutationFn: async (): Promise<Made | null> => {
      const body = { description, duration, permissions };
      if (robot === null) {
        return createRobot({ ...body, name });
      }
      await changeRobot(robot, body);
      return null;
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries(allSystemRobots);
      if (made === null) {
        await navigate(paths.robots);
      }
    },
  });
  const made = save.data ?? null;
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !save.isPending) save.mutate();
      }}
    >
      <FormSection className="narrow-form">
        {robot === null && (
          <FormGroup label={t('robots.name')} fieldId="robot-name" isRequired>
            <TextInput id="robot-name" autoComplete="off" maxLength={255} value={name} onChange={(_, value) => setName(value)} />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>{t('robots.nameText')}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        )}
        <FormGroup label={t('robots.description')} fieldId="robot-description">
          <TextInput id="robot-description" maxLength={1024} value={description} onChange={(_, value) => setDescription(value)} />
        </FormGroup>
        <FormGroup label={t('robots.days')} fieldId="robot-days">
          <TextInput id="robot-days" type="number" min={1} value={days} isDisabled={isEndless} onChange={(_, value) => setDays(value)} />
        </FormGroup>
        <Checkbox id="robot-endless" label={t('robots.endless')} isChecked={isEndless} onChange={(_, value) => setEndless(value)} />
      </FormSection>
      <FormSection title={t('robots.projectPermissions')} titleElement="h2">
        <ProjectPermissions catalogue={catalogue.project} chosen={choice.projects} onChange={(projects) => setChoice({ ...choice, projects })} />
      </FormSection>
      <FormSection title={t('robots.systemPermissions')} titleElement="h2">
        <PermissionMatrix id="system" label={t('robots.systemPermissions')} catalogue={catalogue.system} chosen={choice.system} onChange={(system) => setChoice({ ...choice, system })} />
      </FormSection>
      {permissions.length === 0 && <Alert variant="info" isInline isPlain title={t('robots.nothingChosen')} />}
      <Refusal error={save.error} />
      <ActionGroup>
        <Button type="submit" isLoading={save.isPending} isDisabled={!isReady || save.isPending}>
          {t(robot === null ? 'action.create' : 'action.save')}
        </Button>
        <Button variant="link" onClick={() => void navigate(paths.robots)}>
          {t('action.cancel')}
        </Button>
      </ActionGroup>
      {made !== null && (
        <SecretOnce
          title={t('robots.made')}
          facts={[[t('robots.name'), made.name]]}
          label={t('robots.secret')}
          secret={made.secret}
          fileName="robot.json"
          onClose={() => void navigate(paths.robots)}
        />
      )}
    </Form>
  );
}
