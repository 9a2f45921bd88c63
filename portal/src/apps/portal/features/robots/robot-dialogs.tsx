import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { Remove } from '@shared/components/remove';
import { useTexts } from '@portal/i18n';
import { allProjectRobots, changeRobot, deleteRobot } from './api';
import type { Robot } from './robot';

interface Props {
  robot: Robot;
  onClose: () => void;
}

export function SwitchRobot({ robot, onClose }: Props) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      changeRobot(robot.id, {
        name: robot.name,
        description: robot.description,
        level: 'project',
        duration: robot.duration,
        permissions: robot.permissions,
        disable: !robot.disable,
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allProjectRobots);
    },
  });
  return (
    <Confirm
      title={t(robot.disable ? 'projectRobots.enableTitle' : 'projectRobots.disableTitle', { name: robot.name })}
      confirm={t(robot.disable ? 'projectRobots.enable' : 'projectRobots.disable')}
      danger={!robot.disable}
      busy={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      {t(robot.disable ? 'projectRobots.enableText' : 'projectRobots.disableText')}
    </Confirm>
  );
}

export function DeleteRobot({ robot, onClose }: Props) {
  const { t } = useTexts();
  return (
    <Remove title={t('projectRobots.deleteTitle', { name: robot.name })} remove={() => deleteRobot(robot.id)} shownBy={[allProjectRobots]} onClose={onClose}>
      {t('projectRobots.deleteText')}
    </Remove>
  );
}
