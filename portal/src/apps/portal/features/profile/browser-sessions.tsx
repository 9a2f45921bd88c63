import { sessionQuery } from '@portal/lib/api';
import { Button, Label } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import type { Schema } from '@portal/lib/harbor';
import { browserOf } from '@shared/lib/browser-of';
import { browserSessionsQuery, endAllBrowserSessions, endBrowserSession } from './api';

type BrowserSession = Schema<'BrowserSession'>;


/** Where one is signed in, to end what one does not know. */
export function BrowserSessions() {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const [toEnd, setToEnd] = useState<BrowserSession | 'all' | null>(null);
  const sessions = useQuery(browserSessionsQuery);
  const end = useMutation({
    mutationFn: (which: BrowserSession | 'all') => (which === 'all' ? endAllBrowserSessions() : endBrowserSession(which.id)),
    onSuccess: async (_, which) => {
      setToEnd(null);
      // One's own session may be among them: then the portal asks for a new sign-in.
      await (which === 'all' || which.current ? queries.invalidateQueries(sessionQuery) : queries.invalidateQueries(browserSessionsQuery));
    },
  });
  const ask = (which: BrowserSession | 'all') => {
    end.reset();
    setToEnd(which);
  };
  const all = (
    <Button variant="secondary" isDanger onClick={() => ask('all')}>
      {t('sessions.endAll')}
    </Button>
  );
  return (
    <Section title={t('sessions.title')} actions={all}>
      {sessions.isPending && <Loading rows={2} />}
      {sessions.isError && <Failure error={sessions.error} retry={() => void sessions.refetch()} />}
      {sessions.data !== undefined && (
        <DataTable
          isCompact
          label={t('sessions.title')}
          rows={sessions.data}
          rowKey={(session) => session.id}
          columns={[
            {
              title: t('sessions.browser'),
              modifier: 'breakWord',
              cell: (session) => (
                <>
                  {browserOf(session.agent) || t('sessions.unknown')}{' '}
                  {session.current && <Label isCompact color="blue">{t('sessions.current')}</Label>}
                </>
              ),
            },
            { title: t('sessions.address'), cell: (session) => session.address },
            { title: t('sessions.way'), cell: (session) => t(`sessions.way.${session.way}`) },
            { title: t('sessions.since'), cell: (session) => time(session.creation_time, language) },
            { title: t('sessions.seen'), cell: (session) => time(session.last_seen_time, language) },
          ]}
          actions={(session) => [{ title: t('sessions.end'), onClick: () => ask(session) }]}
        />
      )}
      {toEnd !== null && (
        <Confirm
          title={t(toEnd === 'all' ? 'sessions.endAllTitle' : 'sessions.endTitle')}
          confirm={t(toEnd === 'all' ? 'sessions.endAll' : 'sessions.end')}
          danger
          busy={end.isPending}
          error={end.error}
          onConfirm={() => end.mutate(toEnd)}
          onClose={() => setToEnd(null)}
        >
          {t(toEnd === 'all' || toEnd.current ? 'sessions.endOwnText' : 'sessions.endText')}
        </Confirm>
      )}
    </Section>
  );
}
