import { Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { LogFrame } from '@portal/components/audit/log-frame';
import { useListState } from '@shared/components/list-page';
import { useTexts } from '@portal/i18n';
import { purgesQuery } from './api';
import { PurgeHistory } from './purge-history';
import { PurgeNow } from './purge-now';
import { PurgeSchedule } from './purge-schedule';
import { isOpen } from './purges';

/** Purges of the audit log: now, by a schedule, and what came of them. */
export function PurgePage() {
  const { t } = useTexts();
  const list = useListState();
  const purges = useQuery(purgesQuery(list));
  return (
    <LogFrame>
      <Stack hasGutter>
        <StackItem>{t('purge.text')}</StackItem>
        <StackItem>
          <PurgeNow isBusy={purges.data?.data.some(isOpen) === true} />
        </StackItem>
        <StackItem>
          <PurgeSchedule />
        </StackItem>
        <StackItem>
          <PurgeHistory list={list} purges={purges} />
        </StackItem>
      </Stack>
    </LogFrame>
  );
}
