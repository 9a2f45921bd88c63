import { Button, Label } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Origin } from '@portal/components/audit/audit-log';
import { LogFrame } from '@portal/components/audit/log-frame';
import { DataTable } from '@shared/components/data-table';
import { Failure, Loading, Nothing } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { signInsQuery } from './api';

const COLORS = { succeeded: 'green', refused: 'red', onboarding: 'blue', linked: 'blue' } as const;

/** Who tried to sign in, the newest first. */
export function SignInsPage() {
  const { t, language } = useTexts();
  const tries = useInfiniteQuery(signInsQuery);
  const rows = tries.data?.pages.flat() ?? [];
  return (
    <LogFrame>
      {tries.isPending && <Loading />}
      {tries.isError && <Failure error={tries.error} retry={() => void tries.refetch()} />}
      {tries.isSuccess && rows.length === 0 && <Nothing title={t('audit.noSignIns')}>{t('audit.noSignInsText')}</Nothing>}
      {rows.length > 0 && (
        <DataTable
          label={t('audit.signIns')}
          isCompact
          rows={rows}
          rowKey={(one) => one.id}
          columns={[
            { title: t('audit.time'), cell: (one) => time(one.time, language), modifier: 'nowrap' },
            { title: t('audit.user'), cell: (one) => one.username ?? '', modifier: 'breakWord' },
            {
              title: t('audit.result'),
              cell: (one) => (
                <Label isCompact color={COLORS[one.outcome]}>
                  {t(`audit.outcome.${one.outcome}` as Key)}
                </Label>
              ),
            },
            { title: t('audit.way'), cell: (one) => one.provider ?? t(`audit.way.${one.way}` as Key) },
            { title: t('audit.reason'), cell: (one) => one.reason ?? '', modifier: 'breakWord' },
            { title: t('audit.origin'), modifier: 'breakWord', cell: (one) => <Origin address={one.address} agent={one.agent} /> },
          ]}
        />
      )}
      {tries.hasNextPage && (
        <Button variant="link" isLoading={tries.isFetchingNextPage} onClick={() => void tries.fetchNextPage()}>
          {t('audit.older')}
        </Button>
      )}
    </LogFrame>
  );
}
