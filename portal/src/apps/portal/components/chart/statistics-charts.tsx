import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useTexts } from '@portal/i18n';
import { bytes } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { daysQuery, largestQuery } from './api';
import type { StatisticsPath } from './api';
import { DayChart } from './day-chart';
import { Ranks } from './ranks';

/**
 * Storage over time, pulls and pushes, the largest repositories.
 *
 * @param base the API's path they stand below: /statistics of the registry, or of a project
 */
export function StatisticsCharts({ base, days }: { base: StatisticsPath; days: number }) {
  const { t, language } = useTexts();
  const series = useQuery(daysQuery(base, days));
  const largest = useQuery(largestQuery(base));
  const rows = series.data ?? [];
  const dates = rows.map((day) => day.date);
  const state = series.isPending ? <Loading rows={4} /> : series.isError ? <Failure error={series.error} retry={() => void series.refetch()} /> : null;
  return (
    <div className="chart-row">
      <Section title={t('chart.storage')}>
        {state ?? (
          <DayChart
            label={t('chart.storage')}
            dates={dates}
            unit="bytes"
            shape="line"
            series={[{ name: t('chart.used'), values: rows.map((day) => day.storage) }]}
          />
        )}
      </Section>
      <Section title={t('chart.traffic')}>
        {state ?? (
          <DayChart
            label={t('chart.traffic')}
            dates={dates}
            unit="count"
            shape="bars"
            series={[
              { name: t('chart.pulls'), values: rows.map((day) => day.pulls) },
              { name: t('chart.pushes'), values: rows.map((day) => day.pushes) },
            ]}
          />
        )}
      </Section>
      <Section title={t('chart.largest')}>
        {largest.isPending && <Loading rows={4} />}
        {largest.isError && <Failure error={largest.error} retry={() => void largest.refetch()} />}
        {largest.data?.length === 0 && t('chart.nothing')}
        {largest.data !== undefined && (
          <Ranks
            label={t('chart.largest')}
            rows={largest.data.map((one) => ({
              key: one.name,
              name: <Link to={paths.repository(one.project_name, one.name.slice(one.project_name.length + 1))}>{one.name}</Link>,
              value: one.size,
              text: bytes(one.size, language),
            }))}
          />
        )}
      </Section>
    </div>
  );
}
