import { useQuery } from '@tanstack/react-query';
import { IdentityTable } from '@portal/components/identity-table';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { userIdentitiesQuery } from './api';

/** The providers that know the user. */
export function WaysIn({ userId }: { userId: number }) {
  const { t } = useTexts();
  const identities = useQuery(userIdentitiesQuery(userId));
  const rows = identities.data ?? [];
  return (
    <Section title={t('users.waysIn')}>
      {identities.isPending && <Loading rows={2} />}
      {identities.isError && <Failure error={identities.error} retry={() => void identities.refetch()} />}
      {identities.data !== undefined && rows.length === 0 && t('users.localOnly')}
      {rows.length > 0 && (
        <IdentityTable label={t('users.waysIn')} identities={rows} />
      )}
    </Section>
  );
}
