import { useQuery } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { additionQuery } from './api';
import { instruction, type Step } from './instruction';

/** How an image was built, as its config tells. */
export function BuildHistory({ path }: { path: string }) {
  const { t, language } = useTexts();
  const history = useQuery(additionQuery<Step[]>(path));
  return (
    <Section title={t('artifacts.history')}>
      {history.isPending && <Loading rows={3} />}
      {history.isError && <Failure error={history.error} retry={() => void history.refetch()} />}
      {history.data?.length === 0 && t('artifacts.noHistory')}
      {history.data !== undefined && history.data.length > 0 && (
        <DataTable
          isCompact
          label={t('artifacts.history')}
          rows={history.data.map((step, index) => ({ ...step, index }))}
          rowKey={(step) => step.index}
          columns={[
            { title: t('artifacts.created'), modifier: 'nowrap', cell: (step) => time(step.created ?? '', language) },
            { title: t('artifacts.step'), modifier: 'breakWord', cell: (step) => <code>{instruction(step)}</code> },
            { title: t('artifacts.layer'), cell: (step) => t(step.empty_layer === true ? 'artifacts.noLayer' : 'artifacts.hasLayer') },
          ]}
        />
      )}
    </Section>
  );
}
