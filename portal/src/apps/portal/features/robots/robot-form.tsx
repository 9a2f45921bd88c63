import { Button, FormFieldGroup, FormFieldGroupHeader } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { FormDialog } from '@shared/components/form-dialog';
import { permissionsQuery } from '@portal/lib/api';
import { PermissionMatrix } from '@portal/components/permission-matrix';
import { Failure, Loading } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@portal/i18n';
import { accessOf, word } from '@portal/lib/permissions';
import { useProject } from '@portal/lib/project';
import { allProjectRobots, changeRobot, createRobot } from './api';
import { offered, PRESETS, type Robot } from './robot';

const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const DURATIONS = ['7', '30', '90', '365', '-1'] as const;

/** A new robot, or what may be changed of one. */
export function RobotForm(props: { robot?: Robot; onMade: (name: string, secret: string) => void; onClose: () => void }) {
  const { robot } = props;
  const { project } = useProject();
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [description, setDescription] = useState(robot?.description ?? '');
  const [duration, setDuration] = useState(String(robot?.duration ?? 30));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(robot === undefined ? PRESETS.pull : robot.permissions.flatMap((one) => one.access.map(word))),
  );
  const catalogue = useQuery({ ...permissionsQuery, select: (all) => all.project });
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: robot?.name ?? name,
        description,
        level: 'project' as const,
        duration: Number(duration),
        disable: robot?.disable ?? false,
        permissions: [{ kind: 'project' as const, namespace: project.name, access: [...chosen].map(accessOf) }],
      };
      return robot === undefined
        ? createRobot(body) : changeRobot(robot.id, body);
    },
    onSuccess: async (made) => {
      if (made === undefined) {
        props.onClose();
      } else {
        props.onMade(made.name, made.secret);
      }
      await queries.invalidateQueries(allProjectRobots);
    },
  });
  const isGoodName = NAME.test(name) && name.length <= 100;
  const durations = DURATIONS.includes(duration as (typeof DURATIONS)[number]) ? DURATIONS : [duration, ...DURATIONS];
  return (
    <FormDialog
      title={robot === undefined ? t('projectRobots.new') : robot.name}
      submit={t(robot === undefined ? 'action.create' : 'action.save')}
      isLarge
      isReady={(robot !== undefined || isGoodName) && chosen.size > 0}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={props.onClose}
    >
      {robot === undefined && (
        <TextField
          label={t('projects.name')}
          value={name}
          onChange={setName}
          isRequired
          autoFocus
          isWrong={name !== '' && !isGoodName}
          help={t('projectRobots.nameRule')}
        />
      )}
      <TextField label={t('projectRobots.description')} value={description} onChange={setDescription} />
      <ChoiceField
        label={t(robot === undefined ? 'projectRobots.expires' : 'projectRobots.lives')}
        value={duration}
        onChange={setDuration}
        options={durations.map((days) => [days, days === '-1' ? t('projectRobots.never') : t('projectRobots.days', { days: Number(days) })])}
      />
      {catalogue.isPending && <Loading rows={3} />}
      {catalogue.isError && <Failure error={catalogue.error} retry={() => void catalogue.refetch()} />}
      {catalogue.data && (
        <FormFieldGroup
          header={
            <FormFieldGroupHeader
              titleText={{ text: t('projectRobots.permissions'), id: 'robot-permissions' }}
              titleDescription={t('projectRobots.scope')}
              actions={
                <>
                  <Button variant="link" onClick={() => setChosen(new Set(PRESETS.pull))}>
                    {t('projectRobots.presetPull')}
                  </Button>
                  <Button variant="link" onClick={() => setChosen(new Set(PRESETS.push))}>
                    {t('projectRobots.presetPush')}
                  </Button>
                </>
              }
            />
          }
        >
          <PermissionMatrix id="project" label={t('projectRobots.permissions')} catalogue={offered(catalogue.data)} chosen={chosen} onChange={setChosen} />
        </FormFieldGroup>
      )}
    </FormDialog>
  );
}
