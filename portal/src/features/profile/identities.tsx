import { Label, LabelGroup } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../components/confirm';
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

const PATH = '/api/v2.0/users/current/identities';

/** The providers one comes in through. */
export function Identities() {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const [toUnlink, setToUnlink] = useState<Identity | null>(null);
  const identities = useQuery({ queryKey: ['identities'], queryFn: () => call<Identity[]>('GET', PATH) });
  const unlink = useMutation({
    mutationFn: (identity: Identity) => call('DELETE', `${PATH}/${identity.id}`),
    onSuccess: async () => {
      setToUnlink(null);
      await queries.invalidateQueries({ queryKey: ['identities'] });
    },
  });
  if (identities.data?.data.length === 0) {
    return null;
  }
  return (
    <Section title={t('identities.title')}>
      {identities.isPending && <Loading rows={1} />}
      {identities.isError && <Failure error={identities.error} retry={() => void identities.refetch()} />}
      {identities.data !== undefined && (
        <DataTable
          isCompact
          label={t('identities.title')}
          rows={identities.data.data}
          rowKey={(identity) => identity.id}
          columns={[
            { title: t('identities.issuer'), modifier: 'breakWord', cell: (identity) => identity.issuer },
            { title: t('identities.subject'), modifier: 'breakWord', cell: (identity) => identity.subject },
            {
              title: t('identities.groups'),
              cell: (identity) => (
                <LabelGroup numLabels={5}>
                  {identity.groups.map((group) => (
                    <Label key={group} isCompact>
                      {group}
                    </Label>
                  ))}
                </LabelGroup>
              ),
            },
            {
              title: t('identities.confirmed'),
              cell: (identity) => identity.refused_reason ?? time(identity.confirmed_time, language),
            },
          ]}
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
