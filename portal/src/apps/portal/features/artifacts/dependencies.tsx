import { useQuery } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { additionQuery } from './api';

interface Dependency {
  name: string;
  version: string;
  repository: string;
}

/** The charts a chart needs. */
export function Dependencies({ path }: { path: string }) {
  const { t } = useTexts();
  const found = useQuery(additionQuery<Dependency[]>(path));
  return (
    <Section title={t('artifacts.dependencies')}>
      {found.isPending && <Loading rows={2} />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && t('artifacts.noDependencies')}
      {found.data !== undefined && found.data.length > 0 && (
        <DataTable
          isCompact
          label={t('artifacts.dependencies')}
          rows={found.data}
          rowKey={(one) => one.name}
          columns={[
            { title: t('projects.name'), cell: (one) => one.name },
            { title: t('artifacts.version'), cell: (one) => one.version },
            { title: t('artifacts.repository'), modifier: 'breakWord', cell: (one) => one.repository },
          ]}
        />
      )}
    </Section>
  );
}
