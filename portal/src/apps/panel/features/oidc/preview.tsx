import { Button, FormGroup, HelperText, HelperTextItem, Label, LabelGroup, Stack, StackItem, TextArea } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Facts } from '@shared/components/facts';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@panel/i18n';
import { useRoom } from '@panel/lib/room';
import { trimmed, type Provider } from '@shared/provider/provider';
import { previewClaims } from './api';
import { claimsOf, type Preview } from './provider';

const EXAMPLE = `{
  "sub": "f3a1",
  "preferred_username": "alice",
  "email": "alice@example.org",
  "groups": ["harbor-admin", "team-a"]
}`;

/** A dry run: what a sign-in with these claims would come to, told by the code that reads real ones. */
export function ClaimsDryRun({ provider }: { provider: Provider }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const id = useId();
  const [pasted, setPasted] = useState(EXAMPLE);
  const run = useMutation({ mutationFn: () => previewClaims(project, registry.id, trimmed(provider), claimsOf(pasted)) });
  return (
    <Stack hasGutter>
      <StackItem>{t('panel.oidc.dryRun.text')}</StackItem>
      <StackItem>
        <FormGroup label={t('panel.oidc.dryRun.claims')} fieldId={id}>
          <TextArea id={id} className="digest" rows={7} resizeOrientation="vertical" spellCheck={false} value={pasted} onChange={(_, value) => setPasted(value)} />
        </FormGroup>
      </StackItem>
      <StackItem>
        <Button variant="secondary" isLoading={run.isPending} isDisabled={pasted.trim() === ''} onClick={() => run.mutate()}>
          {t('panel.oidc.dryRun.run')}
        </Button>
      </StackItem>
      <StackItem aria-live="polite">
        <Refusal error={run.error} />
        {run.data && <PreviewResult preview={run.data} />}
      </StackItem>
    </Stack>
  );
}

function PreviewResult({ preview }: { preview: Preview }) {
  const { t } = useTexts();
  return (
    <Stack hasGutter>
      <StackItem>
        <Facts
          rows={[
            [t('provider.username'), preview.username === '' ? t('panel.none') : `${preview.username} (${t(preview.asked ? 'panel.oidc.dryRun.suggested' : 'panel.oidc.dryRun.taken')})`],
            [t('panel.email'), preview.email],
            [t('panel.oidc.groups'), <GroupLabels key="groups" preview={preview} />],
            [t('panel.oidc.rights'), t(preview.administrator ? 'panel.oidc.administrator' : 'panel.oidc.standard')],
            [t('panel.oidc.roles'), preview.projectRoles.map((role) => `${role.project}: ${role.role}`).join(', ')],
          ]}
        />
      </StackItem>
      {preview.problems.length > 0 && (
        <StackItem>
          <HelperText component="ul">
            {preview.problems.map((problem) => (
              <HelperTextItem component="li" key={problem} variant="warning">
                {problem}
              </HelperTextItem>
            ))}
          </HelperText>
        </StackItem>
      )}
    </Stack>
  );
}

function GroupLabels({ preview }: { preview: Preview }) {
  const { t } = useTexts();
  if (preview.groups.length === 0) {
    return <>{t('panel.none')}</>;
  }
  return (
    <LabelGroup numLabels={12} aria-label={t('panel.oidc.groups')}>
      {preview.groups.map((group) => {
        const isCounted = preview.countedGroups.includes(group);
        return (
          <Label key={group} variant={isCounted ? 'filled' : 'outline'}>
            {isCounted ? group : t('panel.oidc.dryRun.leftOut', { group })}
          </Label>
        );
      })}
    </LabelGroup>
  );
}
