import { Stack, StackItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { LinkTabs } from '@shared/components/link-tabs';
import { PageFrame } from '@shared/components/page';
import { useTexts } from '@portal/i18n';
import { paths } from '@portal/lib/paths';

/** The frame of what is about logs. */
export function LogFrame({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  return (
    <PageFrame title={t('audit.title')}>
      <Stack hasGutter>
        <StackItem>
          <LinkTabs
            label={t('audit.title')}
            tabs={[
              { to: paths.audit, text: t('audit.log') },
              { to: paths.signIns, text: t('audit.signIns') },
              { to: paths.forwarding, text: t('forward.title') },
              { to: paths.purge, text: t('purge.title') },
            ]}
          />
        </StackItem>
        <StackItem>{children}</StackItem>
      </Stack>
    </PageFrame>
  );
}
