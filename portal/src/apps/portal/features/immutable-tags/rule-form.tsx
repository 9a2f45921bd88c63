import { Checkbox } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { addRule, allRules, changeRule } from './api';
import { bodyOf, choiceOf, PRESETS, USUAL, type Choice, type Rule } from './rule';

const DURATIONS = ['0', '7', '30', '90', '365'] as const;
const OWN = 'own';

type Preset = keyof typeof PRESETS;

/** A new rule, or a changed one. */
export function RuleForm({ rule, onClose }: { rule?: Rule; onClose: () => void }) {
  const { ref } = useProject();
  const { t } = useTexts();
  const queries = useQueryClient();
  const [choice, setChoice] = useState<Choice>(rule === undefined ? USUAL : choiceOf(rule));
  const change = (part: Partial<Choice>) => setChoice({ ...choice, ...part });
  const { repositories, tags } = choice;
  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(choice, rule?.disabled ?? false, rule?.priority ?? 0);
      return rule === undefined ? addRule(ref, body) : changeRule(ref, rule.id, body);
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allRules(ref));
    },
  });
  const ways = [
    ['matches', t('immutable.matching')],
    ['excludes', t('immutable.excluding')],
  ] as const;
  const preset = (Object.keys(PRESETS) as Preset[]).find((name) => PRESETS[name] === tags.pattern) ?? OWN;
  const duration = String(choice.duration);
  const durations = (DURATIONS as readonly string[]).includes(duration) ? DURATIONS : [duration, ...DURATIONS];
  return (
    <FormDialog
      title={t(rule === undefined ? 'immutable.new' : 'immutable.edit')}
      submit={t(rule === undefined ? 'action.create' : 'action.save')}
      isReady={repositories.pattern.trim() !== '' && tags.pattern.trim() !== ''}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('immutable.whichRepositories')}
        value={repositories.excludes ? 'excludes' : 'matches'}
        onChange={(way) => change({ repositories: { ...repositories, excludes: way === 'excludes' } })}
        options={ways}
      />
      <TextField
        label={t('immutable.repositoryPattern')}
        value={repositories.pattern}
        onChange={(pattern) => change({ repositories: { ...repositories, pattern } })}
        isRequired
        help={t('immutable.repositoryHelp', { braces: '{a,b}' })}
      />
      <ChoiceField
        label={t('immutable.preset')}
        value={preset}
        onChange={(name) => change({ tags: { ...tags, pattern: name === OWN ? '' : PRESETS[name as Preset] } })}
        options={[
          ...(Object.keys(PRESETS) as Preset[]).map((name) => [name, t(`immutable.preset.${name}`)] as const),
          [OWN, t('immutable.preset.own')],
        ]}
      />
      <ChoiceField
        label={t('immutable.whichTags')}
        value={tags.excludes ? 'excludes' : 'matches'}
        onChange={(way) => change({ tags: { ...tags, excludes: way === 'excludes' } })}
        options={ways}
      />
      <TextField
        label={t('immutable.tagPattern')}
        value={tags.pattern}
        onChange={(pattern) => change({ tags: { ...tags, pattern } })}
        isRequired
        help={t('immutable.tagHelp', { braces: '{a,b}' })}
      />
      <Checkbox
        id="immutable-delete"
        label={t('immutable.allowDelete')}
        isChecked={choice.allowDelete}
        onChange={(_, allowDelete) => change({ allowDelete })}
      />
      <ChoiceField
        label={t('immutable.duration')}
        value={duration}
        onChange={(days) => change({ duration: Number(days) })}
        options={durations.map((days) => [days, days === '0' ? t('immutable.never') : t('immutable.days', { days: Number(days) })])}
      />
    </FormDialog>
  );
}
