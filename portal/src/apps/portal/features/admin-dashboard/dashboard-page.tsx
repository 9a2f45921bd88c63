import { FormSelect, FormSelectOption, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { StatisticsCharts } from '@portal/components/chart/statistics-charts';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { bytes, count } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { countsQuery, userCountQuery, volumesQuery } from './api';

const PERIODS = [7, 30, 90, 366];

/** How the registry does, at a glance. */
export function DashboardPage() {
  const { t } = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const asked = Number(parameters.get('days'));
  const days = PERIODS.includes(asked) ? asked : 30;
  return (
    <PageFrame
      title={t('dashboard.title')}
      actions={
        <div className="period">
          <FormSelect
            aria-label={t('dashboard.period')}
            value={days}
            onChange={(_, value) => setParameters(value === '30' ? {} : { days: value }, { replace: true })}
          >
            {PERIODS.map((period) => (
              <FormSelectOption key={period} value={period} label={t('dashboard.days', { days: period })} />
            ))}
          </FormSelect>
        </div>
      }
    >
      <Stack hasGutter>
        <StackItem>
          <Figures />
        </StackItem>
        <StackItem>
          <StatisticsCharts base="/api/v2.0/statistics" days={days} />
        </StackItem>
      </Stack>
    </PageFrame>
  );
}

function Figures() {
  const { t, language } = useTexts();
  const statistics = useQuery(countsQuery);
  const volumes = useQuery(volumesQuery);
  const users = useQuery(userCountQuery);
  const failed = [statistics, volumes, users].find((one) => one.isError);
  if (failed !== undefined) {
    return <Failure error={failed.error} retry={() => void failed.refetch()} />;
  }
  const found = statistics.data;
  const disk = volumes.data?.storage[0];
  if (found === undefined || disk === undefined || users.data === undefined) {
    return <Loading rows={2} />;
  }
  const rows: [name: string, value: ReactNode, note: ReactNode][] = [
    [
      t('dashboard.projects'),
      <Link key="projects" to={paths.projects}>
        {count(found.total_project_count, language)}
      </Link>,
      t('dashboard.public', { count: found.public_project_count }),
    ],
    [t('dashboard.repositories'), count(found.total_repo_count, language), ''],
    [
      t('dashboard.users'),
      <Link key="users" to={paths.users}>
        {count(users.data, language)}
      </Link>,
      '',
    ],
    [
      t('dashboard.storage'),
      <Link key="storage" to={paths.quotas}>
        {bytes(found.total_storage_consumption, language)}
      </Link>,
      t('dashboard.once'),
    ],
    [t('dashboard.disk'), bytes(disk.free, language), t('dashboard.diskOf', { total: bytes(disk.total, language) })],
  ];
  return (
    <dl className="figures">
      {rows.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
