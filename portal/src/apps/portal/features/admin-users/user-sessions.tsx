import { Button } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { endUserSession, userSessionsQuery } from './api';

/** The browsers a user is signed in with; each can be ended. */
export function UserSessions({ userId }: { userId: number }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const sessions = useQuery(userSessionsQuery(userId));
  const end = useMutation({
    mutationFn: (session: string | null) => endUserSession(userId, session),
    onSuccess: () => queries.invalidateQueries(userSessionsQuery(userId)),
  });
  const rows = sessions.data ?? [];
  return (
    <Section
      title={t('users.sessions')}
      actions={
        rows.length > 0 && (
          <Button variant="secondary" size="sm" isLoading={end.isPending} onClick={() => end.mutate(null)}>
            {t('users.endAll')}
          </Button>
        )
      }
    >
      <Refusal error={end.error} />
      {sessions.isPending && <Loading rows={2} />}
      {sessions.isError && <Failure error={sessions.error} retry={() => void sessions.refetch()} />}
      {sessions.data !== undefined && rows.length === 0 && t('users.noSessions')}
      {rows.length > 0 && (
        <DataTable
          label={t('users.sessions')}
          isCompact
          rows={rows}
          rowKey={(one) => one.id}
          columns={[
            { title: t('users.way'), cell: (one) => t(one.way === 'oidc' ? 'users.wayProvider' : 'users.wayPassword') },
            { title: t('users.address'), cell: (one) => one.address },
            { title: t('users.agent'), cell: (one) => one.agent, modifier: 'breakWord' },
            { title: t('users.began'), cell: (one) => time(one.creation_time, language) },
            { title: t('users.lastSeen'), cell: (one) => time(one.last_seen_time, language) },
          ]}
          actions={(one) => [{ title: t('users.end'), onClick: () => end.mutate(one.id) }]}
        />
      )}
    </Section>
  );
}
