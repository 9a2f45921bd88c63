import { Form, FormGroup, FormSelect, FormSelectOption, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { SecretOnce } from '@shared/components/secret-once';
import { useTexts } from '@portal/i18n';
import { allSystemRobots, renewSecret } from './api';
import type { Robot } from './robot';

const OVERLAPS = [0, 1, 24, 168];

/** Another secret for a robot; the old one may go on for a while. */
export function NewSecret({ robot, onClose }: { robot: Robot; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [hours, setHours] = useState(0);
  const renew = useMutation({
    mutationFn: () => renewSecret(robot.id, hours),
    onSuccess: () => queries.invalidateQueries(allSystemRobots),
  });
  if (renew.data !== undefined) {
    return (
      <SecretOnce
        title={t('robots.secretOf', { name: robot.name })}
        facts={[[t('robots.name'), robot.name]]}
        label={t('robots.secret')}
        secret={renew.data.data.secret}
        fileName="robot.json"
        onClose={onClose}
      />
    );
  }
  return (
    <Confirm
      title={t('robots.secretTitle', { name: robot.name })}
      confirm={t('robots.newSecret')}
      busy={renew.isPending}
      error={renew.error}
      onConfirm={() => renew.mutate()}
      onClose={onClose}
    >
      <Stack hasGutter>
        <StackItem>{t('robots.secretText')}</StackItem>
        <StackItem>
          <Form>
            <FormGroup label={t('robots.overlap')} fieldId="robot-overlap">
              <FormSelect id="robot-overlap" value={hours} onChange={(_, value) => setHours(Number(value))}>
                {OVERLAPS.map((one) => (
                  <FormSelectOption key={one} value={one} label={one === 0 ? t('robots.overlapNone') : t('robots.overlapHours', { hours: one })} />
                ))}
              </FormSelect>
            </FormGroup>
          </Form>
        </StackItem>
      </Stack>
    </Confirm>
  );
}
