import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { FormDialog } from '@shared/components/form-dialog';
import { useTexts } from '@portal/i18n';
import { allProjectRobots, renewSecret } from './api';
import type { Robot } from './robot';

const OVERLAPS = [0, 1, 24, 168] as const;

/** Another secret, with the old one working for a while or not. */
export function RobotSecret(props: { robot: Robot; onMade: (name: string, secret: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [hours, setHours] = useState('24');
  const refresh = useMutation({
    mutationFn: () => renewSecret(props.robot.id, Number(hours)),
    onSuccess: async ({ secret }) => {
      props.onMade(props.robot.name, secret);
      await queries.invalidateQueries(allProjectRobots);
    },
  });
  return (
    <FormDialog
      title={t('projectRobots.refreshTitle', { name: props.robot.name })}
      submit={t('projectRobots.refresh')}
      isReady
      busy={refresh.isPending}
      error={refresh.error}
      onSubmit={() => refresh.mutate()}
      onClose={props.onClose}
    >
      <ChoiceField
        label={t('projectRobots.overlap')}
        value={hours}
        onChange={setHours}
        options={OVERLAPS.map((value) => [String(value), t(`projectRobots.overlap.${value}`)])}
      />
    </FormDialog>
  );
}
