import { Checkbox } from '@patternfly/react-core';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts, type Key } from '@portal/i18n';
import { TEMPLATES, unitOf, type Choice } from './policy';

/** A new rule, or a changed one. */
export function RuleForm(props: { isNew: boolean; ofAll: boolean; begin: Choice; busy: boolean; error: unknown; onSubmit: (choice: Choice) => void; onClose: () => void }) {
  const { t } = useTexts();
  const [choice, setChoice] = useState(props.begin);
  const change = (part: Partial<Choice>) => setChoice({ ...choice, ...part });
  const { projects, repositories, tags, labels } = choice;
  const unit = unitOf(choice.template);
  const ways = [
    ['matches', t('retention.matching')],
    ['excludes', t('retention.excluding')],
  ] as const;
  const isNumber = unit === null || (Number.isInteger(choice.number) && choice.number >= 0 && choice.number <= (unit === 'count' ? 32_766 : 36_500));
  return (
    <FormDialog
      title={t(props.isNew ? 'retention.newRule' : 'retention.editRule')}
      submit={t(props.isNew ? 'action.create' : 'action.save')}
      isReady={projects.pattern.trim() !== '' && repositories.pattern.trim() !== '' && tags.pattern.trim() !== '' && isNumber}
      busy={props.busy}
      error={props.error}
      onSubmit={() => props.onSubmit(choice)}
      onClose={props.onClose}
    >
      <ChoiceField
        label={t('retention.keep')}
        value={choice.template}
        onChange={(name) => change({ template: TEMPLATES.find(([one]) => one === name)?.[0] ?? choice.template })}
        options={TEMPLATES.map(([name]) => [name, t(`retention.template.${name}` as Key)] as const)}
      />
      {unit !== null && (
        <TextField
          label={t(unit === 'count' ? 'retention.count' : 'retention.days')}
          value={Number.isNaN(choice.number) ? '' : String(choice.number)}
          type="number"
          isRequired
          isWrong={!isNumber}
          onChange={(number) => change({ number: Number.parseInt(number, 10) })}
        />
      )}
      {props.ofAll && (
        <>
          <ChoiceField
            label={t('retention.whichProjects')}
            value={projects.excludes ? 'excludes' : 'matches'}
            onChange={(way) => change({ projects: { ...projects, excludes: way === 'excludes' } })}
            options={ways}
          />
          <TextField
            label={t('retention.projectPattern')}
            value={projects.pattern}
            onChange={(pattern) => change({ projects: { ...projects, pattern } })}
            isRequired
            help={t('retention.projectHelp', { braces: '{a,b}' })}
          />
        </>
      )}
      <ChoiceField
        label={t('retention.whichRepositories')}
        value={repositories.excludes ? 'excludes' : 'matches'}
        onChange={(way) => change({ repositories: { ...repositories, excludes: way === 'excludes' } })}
        options={ways}
      />
      <TextField
        label={t('retention.repositoryPattern')}
        value={repositories.pattern}
        onChange={(pattern) => change({ repositories: { ...repositories, pattern } })}
        isRequired
        help={t('retention.repositoryHelp', { braces: '{a,b}' })}
      />
      <ChoiceField
        label={t('retention.whichTags')}
        value={tags.excludes ? 'excludes' : 'matches'}
        onChange={(way) => change({ tags: { ...tags, excludes: way === 'excludes' } })}
        options={ways}
      />
      <TextField
        label={t('retention.tagPattern')}
        value={tags.pattern}
        onChange={(pattern) => change({ tags: { ...tags, pattern } })}
        isRequired
        help={t('retention.tagHelp', { braces: '{a,b}' })}
      />
      <ChoiceField
        label={t('retention.whichLabels')}
        value={labels.without ? 'without' : 'with'}
        onChange={(way) => change({ labels: { ...labels, without: way === 'without' } })}
        options={[
          ['with', t('retention.withLabels')],
          ['without', t('retention.withoutLabels')],
        ]}
      />
      <TextField label={t('retention.labels')} value={labels.names} onChange={(names) => change({ labels: { ...labels, names } })} help={t('retention.labelsHelp')} />
      <Checkbox id="retention-untagged" label={t('retention.untagged')} isChecked={choice.untagged} onChange={(_, untagged) => change({ untagged })} />
    </FormDialog>
  );
}
