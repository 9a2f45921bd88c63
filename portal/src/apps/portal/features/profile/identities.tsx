import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { IdentityTable, type Identity } from '@portal/components/identity-table';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { identitiesQuery, unlinkIdentity } from './api';

/** The providers one comes in through. */
export function Identities() {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [toUnlink, setToUnlink] = useState<Identity | null>(null);
  const identities = useQuery(identitiesQuery);
  const unlink = useMutation({
    mutationFn: (identity: Identity) => unlinkIdentity(identity.id),
    onSuccess: async () => {
      setToUnlink(null);
      await queries.invalidateQueries(identitiesQuery);
    },
  });
  if (identities.data?.length === 0) {
    return null;
  }
  return (
    <Section title={t('identities.title')}>
      {identities.isPending && <Loading rows={1} />}
      {identities.isError && <Failure error={identities.error} retry={() => void identities.refetch()} />}
      {identities.data !== undefined && (
        <IdentityTable
          label={t('identities.title')}
          identities={identities.data}
          actions={(identity) => [
            {
              title: t('identities.unlink'),
              onClick: () => {
                unlink.reset();
                setToUnlink(identity);
              },
            },
          ]}
        />
      )}
      {toUnlink !== null && (
        <Confirm
          title={t('identities.unlinkTitle', { issuer: toUnlink.issuer })}
          confirm={t('identities.unlink')}
          danger
          busy={unlink.isPending}
          error={unlink.error}
          onConfirm={() => unlink.mutate(toUnlink)}
          onClose={() => setToUnlink(null)}
        >
          {t('identities.unlinkText')}
        </Confirm>
      )}
    </Section>
  );
}
