import { sessionQuery } from '@portal/lib/api';
import { Content } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { allProviders } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { removeProvider } from './api';
import type { Provider } from './provider';

/** Asks before a provider goes, with what happens to its people. */
export function RemoveProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeProvider(provider.alias),
    onSuccess: async () => {
      onClose();
      await Promise.all([queries.invalidateQueries(allProviders), queries.invalidateQueries(sessionQuery)]);
    },
  });
  return (
    <Confirm
      title={t('providers.removeTitle', { name: provider.name })}
      confirm={t('action.remove')}
      danger
      typed={provider.alias}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <Content component="ul">
        <li>{t('providers.removeSessions')}</li>
        <li>{t('providers.removeWayIn')}</li>
        <li>{t('providers.removeKeeps')}</li>
      </Content>
    </Confirm>
  );
}
