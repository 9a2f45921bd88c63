import { FormSelect, FormSelectOption, Label, TextInput, ToolbarItem } from '@patternfly/react-core';
import { ListIcon } from '@patternfly/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DataTable } from '../../components/data-table';
import { ListPage, useListState, type ListState } from '../../components/list-page';
import { Nothing } from '../../components/states';
import { useTexts, type Key } from '../../i18n';
import { time } from '../../lib/format';
import { call } from '../../lib/http';
import { address, FILTERS, OPERATIONS, TYPES, type Entry, type Filters } from './audit';
import { Export } from './export';
import { LogFrame } from './log-frame';
import { TextFilter } from './text-filter';

/** Who did what in the registry. */
export function AuditPage() {
  const { t, language } = useTexts();
  const list = useListState({ filters: FILTERS });
  const filters = Object.fromEntries(FILTERS.map((name) => [name, list.filter(name)])) as unknown as Filters;
  const log = useQuery({
    queryKey: ['audit', filters, list.page, list.pageSize],
    queryFn: () => call<Entry[]>('GET', address(filters, list.page, list.pageSize)),
    placeholderData: keepPreviousData,
  });
  const word = (kind: 'operation' | 'type', value: string) => {
    const known = kind === 'operation' ? OPERATIONS : TYPES;
    return known.includes(value) ? t(`audit.${kind}.${value}` as Key) : value;
  };
  return (
    <LogFrame>
      <ListPage
        list={list}
        query={log}
        filters={<AuditFilters list={list} />}
        actions={<Export filters={filters} total={log.data?.total ?? 0} />}
        empty={
          <Nothing icon={ListIcon} title={t('audit.empty')}>
            {t('audit.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('audit.title')}
          isCompact
          rows={log.data?.data ?? []}
          rowKey={(entry) => entry.id}
          columns={[
            { title: t('audit.time'), cell: (entry) => time(entry.op_time, language), modifier: 'nowrap' },
            { title: t('audit.user'), cell: (entry) => entry.username, modifier: 'breakWord' },
            { title: t('audit.operation'), cell: (entry) => word('operation', entry.operation), modifier: 'nowrap' },
            { title: t('audit.type'), cell: (entry) => word('type', entry.resource_type) },
            { title: t('audit.resource'), cell: (entry) => entry.resource, modifier: 'breakWord' },
            {
              title: t('audit.result'),
              cell: (entry) => (
                <Label isCompact color={entry.operation_result ? 'green' : 'red'}>
                  {t(entry.operation_result ? 'audit.done' : 'audit.refused')}
                </Label>
              ),
            },
            { title: t('audit.address'), cell: (entry) => entry.client_address },
            { title: t('audit.agent'), cell: (entry) => entry.user_agent },
          ]}
        />
      </ListPage>
    </LogFrame>
  );
}

function AuditFilters({ list }: { list: ListState }) {
  const { t } = useTexts();
  const choice = (name: 'operation' | 'type', values: readonly string[], all: string) => (
    <ToolbarItem>
      <FormSelect aria-label={t(`audit.${name}`)} value={list.filter(name)} onChange={(_, value) => list.change({ filters: { [name]: value } })}>
        <FormSelectOption value="" label={all} />
        {values.map((value) => (
          <FormSelectOption key={value} value={value} label={t(`audit.${name}.${value}` as Key)} />
        ))}
      </FormSelect>
    </ToolbarItem>
  );
  const date = (name: 'from' | 'to') => (
    <ToolbarItem>
      <TextInput type="date" aria-label={t(`audit.${name}`)} value={list.filter(name)} onChange={(_, value) => list.change({ filters: { [name]: value } })} />
    </ToolbarItem>
  );
  return (
    <>
      <TextFilter list={list} name="username" label={t('audit.user')} />
      <TextFilter list={list} name="resource" label={t('audit.resource')} />
      {choice('operation', OPERATIONS, t('audit.allOperations'))}
      {choice('type', TYPES, t('audit.allTypes'))}
      {date('from')}
      {date('to')}
    </>
  );
}
