import { FormGroup, Stack, StackItem } from '@patternfly/react-core';
import { CopyField } from '@shared/components/copy-field';
import { Section } from '@shared/components/section';
import { useTexts, type Key } from '@panel/i18n';
import { useRoom } from '@panel/lib/room';
import { postLogoutRedirectUri, redirectUri, USUAL, type Preset } from './provider';

/** What to do at the provider, beside the fields that need what comes of it. */
export function Recipe({ preset }: { preset: Preset }) {
  const { registry } = useRoom();
  const { t } = useTexts();
  const { title, steps } = USUAL[preset];
  return (
    <Section title={title === '' ? t('panel.oidc.recipe.other') : t('panel.oidc.recipe', { name: title })}>
      <Stack hasGutter>
        <StackItem>
          <FormGroup label={t('provider.redirect')}>
            <CopyField text={redirectUri(registry)} label={t('provider.redirect')} />
          </FormGroup>
        </StackItem>
        {USUAL[preset].endsSessions && (
          <StackItem>
            <FormGroup label={t('provider.postLogout')}>
              <CopyField text={postLogoutRedirectUri(registry)} label={t('provider.postLogout')} />
            </FormGroup>
          </StackItem>
        )}
        <StackItem>
          <ol className="numbered">
            {Array.from({ length: steps }, (_, step) => (
              <li key={step}>{t(`panel.recipe.${preset}.${step + 1}` as Key)}</li>
            ))}
          </ol>
        </StackItem>
      </Stack>
    </Section>
  );
}
