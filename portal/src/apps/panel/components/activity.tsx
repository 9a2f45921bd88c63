import { Button, Label, Stack, StackItem } from '@patternfly/react-core';
import { ListIcon } from '@patternfly/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Failure, Loading, Nothing } from '@shared/components/states';
import { time } from '@shared/lib/format';
import { useTexts } from '@panel/i18n';
import { activityQuery } from './api';
import type { AuditPath } from './api';

/** The audit trail of a registry, a project or an account, newest first. */
export function Activity({ path }: { path: AuditPath }) {
  const { t, language } = useTexts();
  const events = useInfiniteQuery(activityQuery(path));
  if (events.data === undefined) {
    return events.isError ? <Failure error={events.error} retry={() => void events.refetch()} /> : <Loading />;
  }
  const rows = events.data.pages.flat();
  if (rows.length === 0) {
    return (
      <Nothing icon={ListIcon} title={t('panel.activity.empty')}>
        {t('panel.activity.emptyText')}
      </Nothing>
    );
  }
  return (
    <Stack hasGutter>
      <StackItem>
        <DataTable
          label={t('panel.activity.title')}
          isCompact
          rows={rows}
          rowKey={(event) => event.id}
          columns={[
            { title: t('panel.when'), cell: (event) => time(event.date, language) },
            { title: t('panel.signIn.account'), cell: (event) => event.account },
            {
              title: t('panel.activity.what'),
              cell: (event) => (
                <>
                  {event.action === 'signIn' ? t('panel.signIn.title') : event.action.replace(/^.*:/, '')}
                  <br />
                  <small className="digest long">
                    {event.method} {event.path}
                  </small>
                </>
              ),
              modifier: 'breakWord',
            },
            {
              title: t('panel.activity.result'),
              cell: (event) => <Label color={event.status < 400 ? 'green' : 'red'}>{event.status}</Label>,
            },
            { title: t('panel.activity.through'), cell: (event) => <small>{event.through}</small>, modifier: 'breakWord' },
            { title: t('panel.ip'), cell: (event) => event.ip },
          ]}
        />
      </StackItem>
      {events.hasNextPage && (
        <StackItem>
          <Button variant="secondary" isLoading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {t('panel.older')}
          </Button>
        </StackItem>
      )}
    </Stack>
  );
}
