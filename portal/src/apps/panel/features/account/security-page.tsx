import { Stack, StackItem } from '@patternfly/react-core';
import { Facts } from '@shared/components/facts';
import { PageFrame } from '@shared/components/page';
import { Section } from '@shared/components/section';
import { useTexts } from '@panel/i18n';
import { useAccount } from '@panel/lib/session';
import { ChangePassword } from './change-password';
import { Browsers } from './browsers';
import { SecondFactor } from './second-factor';

/** What protects the account. */
export function SecurityPage() {
  const { t } = useTexts();
  const me = useAccount();
  return (
    <PageFrame title={t('panel.account.title')}>
      <Stack hasGutter>
        <StackItem>
          <Section title={t('panel.account.who')}>
            <Facts
              rows={[
                [t('panel.signIn.account'), me.account],
                [t('panel.email'), me.email],
                [t('panel.account.administrator'), t(me.administrator ? 'panel.yes' : 'panel.no')],
              ]}
            />
          </Section>
        </StackItem>
        <StackItem>
          <Section title={t('panel.totp.title')}>
            <SecondFactor />
          </Section>
        </StackItem>
        <StackItem>
          <Section title={t('panel.signIn.password')}>
            <ChangePassword />
          </Section>
        </StackItem>
        <StackItem>
          <Section title={t('panel.browsers.title')}>
            <Browsers />
          </Section>
        </StackItem>
      </Stack>
    </PageFrame>
  );
}
