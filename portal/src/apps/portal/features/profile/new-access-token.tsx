import { FormGroup, Radio } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@portal/i18n';
import { allAccessTokens, createAccessToken } from './api';
import { LEVELS, LIFETIMES, projectNames, type AccessToken } from './access-token';

/** What a token is for, how far it reaches and when it ends. */
export function NewAccessToken(props: { onMade: (name: string, token: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [level, setLevel] = useState<AccessToken['level']>('pull');
  const [projects, setProjects] = useState('');
  const [days, setDays] = useState<string>('30');
  const create = useMutation({
    mutationFn: () => {
      const names = projectNames(projects);
      return createAccessToken({
        name: name.trim(),
        level,
        ...(names.length > 0 && { projects: names }),
        ...(days !== '' && { expires_in_days: Number(days) }),
      });
    },
    onSuccess: async ({ token }) => {
      props.onMade(name.trim(), token ?? '');
      await queries.invalidateQueries(allAccessTokens);
    },
  });
  return (
    <FormDialog
      title={t('tokens.new')}
      submit={t('action.create')}
      isReady={name.trim() !== ''}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate()}
      onClose={props.onClose}
    >
      <TextField label={t('tokens.name')} value={name} onChange={setName} isRequired autoFocus help={t('tokens.nameText')} />
      <FormGroup role="radiogroup" isStack label={t('tokens.level')} fieldId="token-level">
        {LEVELS.map((one) => (
          <Radio
            key={one}
            id={`token-level-${one}`}
            name="token-level"
            label={t(`tokens.level.${one}`)}
            description={t(`tokens.levelText.${one}`)}
            isChecked={level === one}
            onChange={() => setLevel(one)}
          />
        ))}
      </FormGroup>
      <TextField label={t('tokens.projects')} value={projects} onChange={setProjects} help={t('tokens.projectsText')} />
      <ChoiceField
        label={t('tokens.expires')}
        value={days}
        onChange={setDays}
        options={LIFETIMES.map((one) => [one, one === '' ? t('tokens.never') : t('tokens.days', { days: Number(one) })])}
      />
    </FormDialog>
  );
}
