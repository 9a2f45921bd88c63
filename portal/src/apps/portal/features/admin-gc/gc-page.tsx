import { Stack, StackItem } from '@patternfly/react-core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { useTexts } from '@portal/i18n';
import { call } from '@portal/lib/harbor';
import { query } from '@shared/http/client';
import { CurrentRun } from './current-run';
import { GcHistory } from './gc-history';
import { GcSchedule } from './gc-schedule';
import { RunNow } from './run-now';
import { isOpen } from './runs';

/** Garbage collection: now, by a schedule, and what came of it. */
export function GcPage() {
  const { t } = useTexts();
  const list = useListState();
  const runs = useQuery({
    queryKey: ['gc', list.page, list.pageSize],
    queryFn: () => call('GET', `/api/v2.0/system/gc${query({ page: list.page, page_size: list.pageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: (now) => (now.state.data?.data.some(isOpen) === true ? 1_000 : 15_000),
  });
  const history = runs.data?.data ?? [];
  const open = history.find(isOpen);
  return (
    <PageFrame title={t('gc.title')}>
      <Stack hasGutter>
        <StackItem>{t('gc.text')}</StackItem>
        {open !== undefined && (
          <StackItem>
            <CurrentRun run={open} history={history} />
          </StackItem>
        )}
        <StackItem>
          <RunNow isBusy={open !== undefined} />
        </StackItem>
        <StackItem>
          <GcSchedule />
        </StackItem>
        <StackItem>
          <GcHistory list={list} runs={runs} />
        </StackItem>
      </Stack>
    </PageFrame>
  );
}
