import { Progress } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { Failure, Loading } from '@shared/components/states';
import { bytes } from '@shared/lib/format';
import { capabilitiesQuery, registryQuery } from '@panel/lib/api';
import { PlanCard } from '@panel/components/plan-card';
import { useTexts } from '@panel/i18n';
import { useRegistryChange } from '@panel/lib/registry-change';
import type { Plan } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';
import { changePlan } from './api';

/** Another plan: a larger one, or a smaller one where the content fits. */
export function ChangePlan({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { project, registry } = useRoom();
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const capabilities = useQuery(capabilitiesQuery(project));
  const [chosen, setChosen] = useState(plan.id);
  const change = useRegistryChange(
    project,
    registry.id,
    (planID: string) => {
      const changed = changePlan(project, registry.id, planID);
      // The status turns to SCALING_UP meanwhile; from then on the page looks by itself.
      setTimeout(() => void queries.invalidateQueries(registryQuery(project, registry.id)), 200);
      return changed;
    },
    onClose,
  );
  const plans = capabilities.data?.find((place) => place.regionName === registry.region)?.plans ?? [];
  const note = (one: Plan): string | undefined => {
    if (one.id === plan.id) {
      return t('panel.plan.present');
    }
    return registry.size > one.registryLimits.imageStorage ? t('panel.plan.tooSmall', { size: bytes(registry.size, language) }) : undefined;
  };
  return (
    <FormDialog
      title={t('panel.plan.changeTitle', { name: registry.name })}
      submit={t('panel.plan.change')}
      isReady={chosen !== plan.id}
      busy={change.isPending}
      error={change.error}
      isLarge
      onSubmit={() => change.mutate(chosen)}
      onClose={onClose}
    >
      <p>{t('panel.plan.changeText')}</p>
      {capabilities.isPending && <Loading rows={3} />}
      {capabilities.isError && <Failure error={capabilities.error} retry={() => void capabilities.refetch()} />}
      <div className="plans" role="group" aria-label={t('panel.plan')}>
        {plans.map((one) => {
          const text = note(one);
          return (
            <PlanCard
              key={one.id}
              plan={one}
              group="plan"
              isChosen={one.id === chosen}
              isDisabled={registry.size > one.registryLimits.imageStorage}
              {...(text !== undefined && { note: text })}
              onChoose={() => setChosen(one.id)}
            />
          );
        })}
      </div>
      {change.isPending && (
        <div role="status">
          <Progress title={t('panel.working.changing')} aria-label={t('panel.working.changing')} measureLocation="none" size="sm" className="turning" />
        </div>
      )}
    </FormDialog>
  );
}
