import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import type { Schema } from '@portal/lib/harbor';
import { revokeUserToken, userTokensQuery } from './api';

type Token = Schema<'AccessToken'>;

/** A user's access tokens: administrators see and revoke them, and cannot make any. */
export function UserTokens({ userId }: { userId: number }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const tokens = useQuery(userTokensQuery(userId));
  const revoke = useMutation({
    mutationFn: (token: Token) => revokeUserToken(userId, token.id),
    onSuccess: () => queries.invalidateQueries(userTokensQuery(userId)),
  });
  const rows = tokens.data?.data ?? [];
  return (
    <Section title={t('users.tokens')}>
      <Refusal error={revoke.error} />
      {tokens.isPending && <Loading rows={2} />}
      {tokens.isError && <Failure error={tokens.error} retry={() => void tokens.refetch()} />}
      {tokens.data !== undefined && rows.length === 0 && t('users.noTokens')}
      {rows.length > 0 && (
        <DataTable
          label={t('users.tokens')}
          isCompact
          rows={rows}
          rowKey={(one) => one.id}
          columns={[
            { title: t('users.name'), cell: (one) => one.name },
            { title: t('users.level'), cell: (one) => t(`users.level.${one.level}` as Key) },
            { title: t('users.for'), cell: (one) => one.projects?.join(', ') ?? t('users.allProjects') },
            { title: t('users.expires'), cell: (one) => (one.expires_at === null ? t('users.never') : time(one.expires_at, language)) },
            { title: t('users.lastUsed'), cell: (one) => (one.last_used_time === null ? '' : time(one.last_used_time, language)) },
          ]}
          actions={(one) => [{ title: t('users.revoke'), onClick: () => revoke.mutate(one) }]}
        />
      )}
    </Section>
  );
}
