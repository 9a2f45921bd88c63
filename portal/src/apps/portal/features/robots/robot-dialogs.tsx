import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { useTexts } from '@portal/i18n';
import { allProjectRobots, changeRobot, deleteRobot } from './api';
import type { Robot } from './robot';

interface Props {
  robot: Robot;
  onClose: () => void;
}

function useRobotChange(change: () => Promise<unknown>, onClose: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allProjectRobots);
    },
  });
}

export function SwitchRobot({ robot, onClose }: Props) {
  const { t } = useTexts();
  const save = useRobotChange(
    () =>
      changeRobot(robot.id, {
        name: robot.name,
        description: robot.description,
        level: 'project',
        duration: robot.duration,
        permissions: robot.permissions,
        disable: !robot.disable,
      }),
    onClose,
  );
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
  const remove = useRobotChange(() => deleteRobot(robot.id), onClose);
  return (
    <Confirm
      title={t('projectRobots.deleteTitle', { name: robot.name })}
      confirm={t('action.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('projectRobots.deleteText')}
    </Confirm>
  );
}
