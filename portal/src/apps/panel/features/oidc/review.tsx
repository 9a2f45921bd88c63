import { Stack, StackItem } from '@patternfly/react-core';
import { Facts } from '@shared/components/facts';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@panel/i18n';
import { trimmed, type Provider } from '@shared/provider/provider';

/** All that is about to be set. */
export function Review({ provider, deleted, error }: { provider: Provider; deleted: number; error: unknown }) {
  const { t } = useTexts();
  const shown = trimmed(provider);
  return (
    <Stack hasGutter>
      <StackItem>
        <Facts
          rows={[
            [t('provider.name'), shown.name],
            [t('provider.endpoint'), <span key="endpoint" className="long">{shown.endpoint}</span>],
            [t('panel.oidc.certificate'), t(shown.verifyCert ? 'panel.oidc.verified' : 'panel.oidc.unverified')],
            [t('provider.clientId'), shown.clientId],
            [t('provider.scope'), shown.scope.split(/[,\s]+/).join(', ')],
            [t('provider.username'), shown.autoOnboard ? t('panel.oidc.takenFrom', { claim: shown.userClaim }) : t('provider.asked')],
            [t('provider.groupsClaim'), shown.groupsClaim],
            [t('provider.groupFilter'), shown.groupFilter],
            [t('provider.adminGroup'), shown.adminGroup],
            [t('panel.oidc.existing'), deleted > 0 ? t('panel.oidc.deleted', { count: deleted }) : t('panel.oidc.nobody')],
          ]}
        />
      </StackItem>
      <StackItem>
        <Refusal error={error} />
      </StackItem>
    </Stack>
  );
}
