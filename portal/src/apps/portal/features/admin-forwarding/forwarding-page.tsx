import { Stack, StackItem } from '@patternfly/react-core';
import { LogFrame } from '@portal/components/audit/log-frame';
import { useTexts } from '@portal/i18n';
import { LogSettings } from './log-settings';
import { TargetList } from './target-list';

/** Where the events of the audit log go besides. */
export function ForwardingPage() {
  const { t } = useTexts();
  return (
    <LogFrame>
      <Stack hasGutter>
        <StackItem>{t('forward.text')}</StackItem>
        <StackItem>
          <TargetList />
        </StackItem>
        <StackItem>
          <LogSettings />
        </StackItem>
      </Stack>
    </LogFrame>
  );
}
