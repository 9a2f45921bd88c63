import { Label, LabelGroup } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { DataTable } from '../../components/data-table';
import { Section } from '../../components/section';
import { Failure, Loading } from '../../components/states';
import { useTexts } from '../../i18n';
import { time } from '../../lib/format';
import { call } from '../../lib/http';

interface Identity {
  id: number;
  issuer: string;
  subject: string;
  groups: string[];
  confirmed_time: string;
  refused_reason: string | null;
}

/** The providers that know the user. */
export function WaysIn({ userId }: { userId: number }) {
  const { t, language } = useTexts();
  const identities = useQuery({
    queryKey: ['user-identities', userId],
    queryFn: () => call<Identity[]>('GET', `/api/v2.0/users/${userId}/identities`),
  });
  const rows = identities.data?.data ?? [];
  return (
    <Section title={t('users.waysIn')}>
      {identities.isPending && <Loading rows={2} />}
      {identities.isError && <Failure error={identities.error} retry={() => void identities.refetch()} />}
      {identities.data !== undefined && rows.length === 0 && t('users.localOnly')}
      {rows.length > 0 && (
        <DataTable
          label={t('users.waysIn')}
          isCompact
          rows={rows}
          rowKey={(one) => one.id}
          columns={[
            { title: t('users.issuer'), cell: (one) => one.issuer, modifier: 'breakWord' },
            { title: t('users.subject'), cell: (one) => one.subject, modifier: 'breakWord' },
            {
              title: t('users.groups'),
              cell: (one) => (
                <LabelGroup numLabels={5}>
                  {one.groups.map((group) => (
                    <Label key={group} isCompact>
                      {group}
                    </Label>
                  ))}
                </LabelGroup>
              ),
            },
            {
              title: t('users.confirmed'),
              cell: (one) => (one.refused_reason === null ? time(one.confirmed_time, language) : t('users.refused', { reason: one.refused_reason })),
            },
          ]}
        />
      )}
    </Section>
  );
}
