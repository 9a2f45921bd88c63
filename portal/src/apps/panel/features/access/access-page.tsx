import { Stack, StackItem } from '@patternfly/react-core';
import { Section } from '@shared/components/section';
import { useTexts } from '@panel/i18n';
import { IamSwitch } from './iam-switch';
import { IpBlocks } from './ip-blocks';

/** From where, and as whom, the registry can be reached. */
export function AccessPage() {
  const { t } = useTexts();
  return (
    <Stack hasGutter>
      <StackItem>
        <Section title={t('panel.access.registry')}>
          <IpBlocks side="registry" />
        </Section>
      </StackItem>
      <StackItem>
        <Section title={t('panel.access.management')}>
          <IpBlocks side="management" />
        </Section>
      </StackItem>
      <StackItem>
        <Section title={t('panel.iam.title')}>
          <IamSwitch />
        </Section>
      </StackItem>
    </Stack>
  );
}
