import { Button, Label, Tooltip } from '@patternfly/react-core';
import { PlusCircleIcon, RobotIcon } from '@patternfly/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Remove } from '@shared/components/remove';
import { Nothing, Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { allSystemRobots, changeRobot, deleteRobot, systemRobotsQuery } from './api';
import { NewSecret } from './new-secret';
import { ALL_PROJECTS, type Robot } from './robot';

/** The robots of the registry as a whole; those of a project are on its page. */
export function RobotsPage() {
  const { t, language } = useTexts();
  const list = useListState();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<{ what: 'delete' | 'secret'; robot: Robot } | null>(null);
  const robots = useQuery(systemRobotsQuery(list));
  const toggle = useMutation({
    mutationFn: (robot: Robot) => changeRobot(robot, { disable: !robot.disable }),
    onSuccess: () => queries.invalidateQueries(allSystemRobots),
  });
  const newButton = (
    <Button icon={<PlusCircleIcon />} component={(props) => <Link {...props} to={paths.newRobot} />}>
      {t('robots.new')}
    </Button>
  );
  const scope = (robot: Robot) => {
    const projects = robot.permissions.filter((one) => one.kind === 'project');
    const parts = [
      robot.permissions.some((one) => one.kind === 'system') && t('robots.system'),
      projects.some((one) => one.namespace === ALL_PROJECTS) ? t('robots.allProjects') : projects.length > 0 && t('robots.projects', { count: projects.length }),
    ];
    return parts.filter(Boolean).join(', ');
  };
  const expires = (robot: Robot) => {
    const text = robot.expires_at < 0 ? t('robots.never') : time(new Date(robot.expires_at * 1000).toISOString(), language);
    return robot.warning === null ? (
      text
    ) : (
      <Tooltip content={robot.warning}>
        <Label tabIndex={0} color="orange">
          {text}
        </Label>
      </Tooltip>
    );
  };
  return (
    <PageFrame title={t('robots.title')}>
      <Refusal error={toggle.error} />
      <ListPage
        list={list}
        query={robots}
        searchLabel={t('robots.search')}
        actions={newButton}
        empty={
          <Nothing icon={RobotIcon} title={t('robots.empty')} action={newButton}>
            {t('robots.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('robots.title')}
          rows={robots.data?.data ?? []}
          rowKey={(robot) => robot.id}
          columns={[
            { title: t('robots.name'), cell: (robot) => <Link to={paths.robot(robot.id)}>{robot.name}</Link>, modifier: 'breakWord' },
            {
              title: t('robots.state'),
              cell: (robot) => <Label color={robot.disable ? 'grey' : 'green'}>{t(robot.disable ? 'robots.disabled' : 'robots.enabled')}</Label>,
            },
            { title: t('robots.scope'), cell: scope },
            { title: t('robots.expires'), cell: expires },
            { title: t('robots.lastUsed'), cell: (robot) => time(robot.last_used_time, language) },
            { title: t('robots.description'), cell: (robot) => robot.description, modifier: 'breakWord' },
          ]}
          actions={(robot) => [
            { title: t('robots.newSecret'), onClick: () => setAsking({ what: 'secret', robot }) },
            { title: t(robot.disable ? 'robots.enable' : 'robots.disable'), onClick: () => toggle.mutate(robot) },
            { title: t('action.delete'), onClick: () => setAsking({ what: 'delete', robot }) },
          ]}
        />
      </ListPage>
      {asking?.what === 'secret' && <NewSecret robot={asking.robot} onClose={() => setAsking(null)} />}
      {asking?.what === 'delete' && <DeleteRobot robot={asking.robot} onClose={() => setAsking(null)} />}
    </PageFrame>
  );
}

function DeleteRobot({ robot, onClose }: { robot: Robot; onClose: () => void }) {
  const { t, language } = useTexts();
  const used = time(robot.last_used_time, language);
  return (
    <Remove title={t('robots.deleteTitle', { name: robot.name })} remove={() => deleteRobot(robot.id)} shownBy={[allSystemRobots]} onClose={onClose}>
      <p>{t('robots.deleteText')}</p>
      <p>{used === '' ? t('robots.neverUsed') : t('robots.usedLast', { time: used })}</p>
    </Remove>
  );
}
