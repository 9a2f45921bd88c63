import { sessionQuery } from '@portal/lib/api';
import { Content } from '@patternfly/react-core';
import { Remove } from '@shared/components/remove';
import { allProviders } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { removeProvider } from './api';
import type { Provider } from './provider';

/** Asks before a provider goes, with what happens to its people. */
export function RemoveProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Remove
      title={t('providers.removeTitle', { name: provider.name })}
      confirm={t('action.remove')}
      typed={provider.alias}
      remove={() => removeProvider(provider.alias)}
      shownBy={[allProviders, sessionQuery]}
      onClose={onClose}
    >
      <Content component="ul">
        <li>{t('providers.removeSessions')}</li>
        <li>{t('providers.removeWayIn')}</li>
        <li>{t('providers.removeKeeps')}</li>
      </Content>
    </Remove>
  );
}
