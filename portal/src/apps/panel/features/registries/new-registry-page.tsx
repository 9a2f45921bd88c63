import { FormGroup, FormSelect, FormSelectOption, Form, Stack, StackItem, Checkbox, Wizard, WizardStep } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Facts } from '@shared/components/facts';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { bytes } from '@shared/lib/format';
import { capabilitiesQuery, registriesQuery } from '@panel/lib/api';
import { PlanCard } from '@panel/components/plan-card';
import { useTexts, type Key } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import type { Capability } from '@panel/lib/registry';
import { createRegistry } from './api';

const KINDS = ['REGION-1-AZ', 'REGION-3-AZ'];

/** Region, name, plan: a registry in a minute. */
export function NewRegistryPage() {
  const { project = '' } = useParams();
  const { t } = useTexts();
  const capabilities = useQuery(capabilitiesQuery(project));
  return (
    <PageFrame title={t('panel.new.title')} crumbs={[{ text: t('panel.registries.title'), to: paths.registries(project) }]}>
      {capabilities.isPending && <Loading />}
      {capabilities.isError && <Failure error={capabilities.error} retry={() => void capabilities.refetch()} />}
      {capabilities.data && <NewRegistry project={project} regions={capabilities.data} />}
    </PageFrame>
  );
}

function NewRegistry({ project, regions }: { project: string; regions: readonly Capability[] }) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [region, setRegion] = useState(regions[0]?.regionName ?? '');
  const [name, setName] = useState('');
  const [planId, setPlanId] = useState('');
  const [hasLibrary, setLibrary] = useState(false);
  const place = regions.find((one) => one.regionName === region);
  const plans = place?.plans ?? [];
  const plan = plans.find((one) => one.id === planId) ?? plans[0];
  const create = useMutation({
    mutationFn: () => createRegistry(project, { name: name.trim(), region, planId: plan?.id ?? null, hasLibrary }),
    onSuccess: async (registry) => {
      await queries.invalidateQueries(registriesQuery(project));
      await navigate(paths.registry(project, registry.id));
    },
  });
  const isNamed = name.trim() !== '' && name.trim().length <= 255;
  const kind = (one: Capability) => (KINDS.includes(one.regionType) ? t(`panel.region.${one.regionType}` as Key) : one.regionType);
  const buttons = { nextButtonText: t('panel.next'), backButtonText: t('panel.back'), cancelButtonText: t('action.cancel') };
  const form = (content: ReactNode) => (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      {content}
    </Form>
  );
  return (
    <Wizard
      className="wizard"
      navAriaLabel={t('panel.steps')}
      onClose={() => void navigate(paths.registries(project))}
      onSave={() => create.mutate()}
    >
      <WizardStep id="region" name={t('panel.region')} footer={buttons}>
        {form(
          <FormGroup label={t('panel.region')} fieldId="new-region">
            <FormSelect id="new-region" value={region} onChange={(_, value) => setRegion(value)}>
              {regions.map((one) => (
                <FormSelectOption key={one.regionName} value={one.regionName} label={`${one.regionName} (${kind(one)})`} />
              ))}
            </FormSelect>
          </FormGroup>,
        )}
      </WizardStep>
      <WizardStep id="name" name={t('panel.name')} footer={{ ...buttons, isNextDisabled: !isNamed }}>
        {form(
          <>
            <TextField label={t('panel.name.field')} value={name} onChange={setName} isRequired autoFocus help={t('panel.new.nameHelp')} isWrong={name.trim().length > 255} />
            <Checkbox
              id="new-library"
              label={t('panel.new.library')}
              description={t('panel.new.libraryHelp')}
              isChecked={hasLibrary}
              onChange={(_, checked) => setLibrary(checked)}
            />
          </>,
        )}
      </WizardStep>
      <WizardStep id="plan" name={t('panel.plan')} isDisabled={!isNamed} footer={buttons}>
        <Stack hasGutter>
          <StackItem>{t('panel.new.planHelp')}</StackItem>
          <StackItem>
            <div className="plans" role="group" aria-label={t('panel.plan')}>
              {plans.map((one) => (
                <PlanCard key={one.id} plan={one} group="new-plan" isChosen={one.id === plan?.id} onChoose={() => setPlanId(one.id)} />
              ))}
            </div>
          </StackItem>
        </Stack>
      </WizardStep>
      <WizardStep
        id="review"
        name={t('panel.review')}
        isDisabled={!isNamed}
        footer={{ ...buttons, nextButtonText: t('panel.registries.create'), isNextDisabled: create.isPending || !isNamed, nextButtonProps: { isLoading: create.isPending } }}
      >
        <Stack hasGutter>
          <StackItem>
            <Facts
              rows={[
                [t('panel.region'), place && `${place.regionName} (${kind(place)})`],
                [t('panel.name.field'), name.trim()],
                [t('panel.plan'), plan && `${plan.name}, ${t('panel.plan.storage', { size: bytes(plan.registryLimits.imageStorage, language) })}`],
                [t('panel.new.libraryShort'), t(hasLibrary ? 'panel.yes' : 'panel.no')],
              ]}
            />
          </StackItem>
          <StackItem>
            <Refusal error={create.error} />
          </StackItem>
        </Stack>
      </WizardStep>
    </Wizard>
  );
}
