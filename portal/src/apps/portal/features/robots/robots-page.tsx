import { Button, Label, type LabelProps } from '@patternfly/react-core';
import { PlusCircleIcon, RobotIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { SecretOnce } from '@shared/components/secret-once';
import { Nothing } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { epoch, time } from '@shared/lib/format';
import { listQuery } from '@portal/lib/list-query';
import { useProject } from '@portal/lib/project';
import { projectRobotsQuery } from './api';
import { stateOf, type Robot, type RobotState } from './robot';
import { DeleteRobot, SwitchRobot } from './robot-dialogs';
import { RobotForm } from './robot-form';
import { RobotSecret } from './robot-secret';

type Doing = { what: 'new' } | { what: 'edit' | 'secret' | 'switch' | 'delete'; robot: Robot } | null;

const COLOURS: Record<RobotState, NonNullable<LabelProps['color']>> = { works: 'green', soon: 'orange', expired: 'red', disabled: 'grey' };

/** The robot accounts of a project. */
export function RobotsPage() {
  const { project, may } = useProject();
  const { t, language } = useTexts();
  const list = useListState();
  const [doing, setDoing] = useState<Doing>(null);
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const q = listQuery([['Level', '=', 'project'], ['ProjectID', '=', String(project.project_id)], ['name', '=~', list.search]]);
  const robots = useQuery(projectRobotsQuery(q, list));
  const add = may('robot', 'create') && (
    <Button icon={<PlusCircleIcon />} onClick={() => setDoing({ what: 'new' })}>
      {t('projectRobots.new')}
    </Button>
  );
  const change = (what: 'edit' | 'secret' | 'switch', title: string, robot: Robot) => ({ title, onClick: () => setDoing({ what, robot }) });
  const actions = (robot: Robot) => [
    ...(may('robot', 'update')
      ? [
          change('edit', t('action.edit'), robot),
          change('secret', t('projectRobots.refresh'), robot),
          change('switch', t(robot.disable ? 'projectRobots.enable' : 'projectRobots.disable'), robot),
        ]
      : []),
    ...(may('robot', 'delete') ? [{ title: t('action.delete'), onClick: () => setDoing({ what: 'delete', robot }) }] : []),
  ];
  const shown = (state: RobotState) => <Label color={COLOURS[state]}>{t(`projectRobots.state.${state}` as Key)}</Label>;
  const close = () => setDoing(null);
  const show = (name: string, secret: string) => {
    setDoing(null);
    setMade({ name, secret });
  };
  return (
    <>
      <ListPage
        list={list}
        query={robots}
        searchLabel={t('projectRobots.search')}
        actions={add}
        empty={
          <Nothing icon={RobotIcon} title={t('projectRobots.empty')} action={add}>
            {t('projectRobots.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('projectRobots.title')}
          rows={robots.data?.data ?? []}
          rowKey={(robot) => robot.id}
          columns={[
            {
              title: t('projects.name'),
              modifier: 'breakWord',
              cell: (robot) => (
                <>
                  {robot.name}
                  {robot.description !== '' && <div className="subtle">{robot.description}</div>}
                </>
              ),
            },
            { title: t('projectRobots.state'), cell: (robot) => shown(stateOf(robot, robots.data?.now ?? 0)) },
            { title: t('projectRobots.permissions'), cell: (robot) => robot.permissions.reduce((sum, one) => sum + one.access.length, 0) },
            { title: t('projectRobots.expires'), cell: (robot) => (robot.expires_at < 0 ? t('projectRobots.never') : epoch(robot.expires_at, language)) },
            { title: t('projectRobots.used'), cell: (robot) => time(robot.last_used_time, language) || t('projectRobots.notYet') },
            {
              title: t('projectRobots.secrets'),
              cell: (robot) =>
                robot.previous_secret_expires_at === null
                  ? t('projectRobots.oneSecret')
                  : t('projectRobots.twoSecrets', { until: epoch(robot.previous_secret_expires_at, language) }),
            },
          ]}
          {...((may('robot', 'update') || may('robot', 'delete')) && { actions })}
        />
      </ListPage>
      {doing?.what === 'new' && <RobotForm onMade={show} onClose={close} />}
      {doing?.what === 'edit' && <RobotForm robot={doing.robot} onMade={show} onClose={close} />}
      {doing?.what === 'secret' && <RobotSecret robot={doing.robot} onMade={show} onClose={close} />}
      {doing?.what === 'switch' && <SwitchRobot robot={doing.robot} onClose={close} />}
      {doing?.what === 'delete' && <DeleteRobot robot={doing.robot} onClose={close} />}
      {made !== null && (
        <SecretOnce
          title={t('projectRobots.secretOf', { name: made.name })}
          facts={[[t('projectRobots.username'), made.name]]}
          label={t('projectRobots.secret')}
          secret={made.secret}
          fileName={`${made.name.replaceAll(/[^\w.-]/g, '-')}.json`}
          onClose={() => setMade(null)}
        />
      )}
    </>
  );
}
