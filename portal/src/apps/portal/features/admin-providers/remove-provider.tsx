import { Content } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@shared/components/confirm';
import { sessionQuery } from '@portal/lib/session';
import { useTexts } from '@portal/i18n';
import { call } from '@portal/lib/harbor';
import type { Provider } from './provider';

/** Asks before a provider goes, with what happens to its people. */
export function RemoveProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('DELETE', `/api/v2.0/oidc-providers/${encodeURIComponent(provider.alias)}`),
    onSuccess: async () => {
      onClose();
      await Promise.all([{ queryKey: ['providers'] }, { queryKey: ['provider-status'] }, sessionQuery].map((changed) => queries.invalidateQueries(changed)));
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
