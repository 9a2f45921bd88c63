import { Stack, StackItem } from '@patternfly/react-core';
import { Facts } from '../../../components/facts';
import { PageFrame } from '../../../components/page';
import { Section } from '../../../components/section';
import { usePanelTexts } from '../../i18n';
import { useAccount } from '../../lib/session';
import { ChangePassword } from './change-password';
import { Browsers } from './browsers';
import { SecondFactor } from './second-factor';

/** What protects the account. */
export function SecurityPage() {
  const { t } = usePanelTexts();
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
