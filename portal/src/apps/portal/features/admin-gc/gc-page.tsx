import { Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { useTexts } from '@portal/i18n';
import { runsQuery } from './api';
import { CurrentRun } from './current-run';
import { GcHistory } from './gc-history';
import { GcSchedule } from './gc-schedule';
import { RunNow } from './run-now';
import { isOpen } from './runs';

/** Garbage collection: now, by a schedule, and what came of it. */
export function GcPage() {
  const { t } = useTexts();
  const list = useListState();
  const runs = useQuery(runsQuery(list));
  const open = runs.data?.data.find(isOpen);
  return (
    <PageFrame title={t('gc.title')}>
      <Stack hasGutter>
        <StackItem>{t('gc.text')}</StackItem>
        {open !== undefined && (
          <StackItem>
            <CurrentRun run={open} />
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
