import { Button, Label, TextInput, ToolbarItem } from '@patternfly/react-core';
import { DownloadIcon, ListIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTexts, type Key } from '@portal/i18n';
import { entriesQuery, exportOf } from './api';
import { auditQuery, FILTERS, type AuditPath } from './audit';
import { time } from '@shared/lib/format';
import { DataTable } from '@shared/components/data-table';
import { FilterSelect } from '@shared/components/filter-select';
import { ListPage, useListState, type ListState } from '@shared/components/list-page';
import { Nothing } from '@shared/components/states';
import { TextFilter } from '@shared/components/text-filter';

/** Who did what: of the registry, or of one project. */
export function AuditLog(props: {
  /** The API's list. */
  path: AuditPath;
  operations: readonly string[];
  types: readonly string[];
}) {
  const { t, language } = useTexts();
  const list = useListState({ filters: FILTERS });
  const q = auditQuery(list.search, list.filter);
  const entries = useQuery(entriesQuery(props.path, q, list));
  const word = (kind: 'operation' | 'type', known: readonly string[], value: string) =>
    known.includes(value) ? t(`audit.${kind}.${value}` as Key) : value;
  return (
    <ListPage
      list={list}
      query={entries}
      searchLabel={t('audit.search')}
      filters={<Filters list={list} operations={props.operations} types={props.types} />}
      actions={
        <>
          <Button variant="secondary" icon={<DownloadIcon />} component="a" href={exportOf(props.path, q, 'csv')} download>
            {t('audit.export')}
          </Button>{' '}
          <Button variant="link" component="a" href={exportOf(props.path, q, 'json')} download>
            {t('audit.exportJson')}
          </Button>
        </>
      }
      empty={
        <Nothing icon={ListIcon} title={t('audit.empty')}>
          {t('audit.emptyText')}
        </Nothing>
      }
    >
      <DataTable
        isCompact
        label={t('audit.title')}
        rows={entries.data?.data ?? []}
        rowKey={(entry) => entry.id}
        columns={[
          { title: t('audit.time'), modifier: 'nowrap', cell: (entry) => time(entry.op_time, language) },
          { title: t('audit.user'), modifier: 'breakWord', cell: (entry) => entry.username },
          {
            title: t('audit.operation'),
            cell: (entry) => (
              <>
                {word('operation', props.operations, entry.operation)}{' '}
                {!entry.operation_result && <Label color="red" isCompact>{t('audit.refused')}</Label>}
              </>
            ),
          },
          { title: t('audit.type'), cell: (entry) => word('type', props.types, entry.resource_type) },
          { title: t('audit.resource'), modifier: 'breakWord', cell: (entry) => entry.resource },
          { title: t('audit.origin'), modifier: 'breakWord', cell: (entry) => <Origin address={entry.client_address} agent={entry.user_agent} /> },
        ]}
      />
    </ListPage>
  );
}

/** Where a request came from: the address, and what the client calls itself. */
export function Origin({ address, agent }: { address: string; agent: string }) {
  return (
    <>
      {address}
      <div className="subtle">{agent}</div>
    </>
  );
}

function Filters({ list, operations, types }: { list: ListState; operations: readonly string[]; types: readonly string[] }) {
  const { t } = useTexts();
  const date = (name: 'from' | 'to') => (
    <ToolbarItem>
      <TextInput type="date" aria-label={t(`audit.${name}`)} value={list.filter(name)} onChange={(_, value) => list.change({ filters: { [name]: value } })} />
    </ToolbarItem>
  );
  const choice = (name: 'operation' | 'type', all: string, values: readonly string[]) => (
    <FilterSelect list={list} name={name} label={t(`audit.${name}`)} all={all} options={values.map((value) => [value, t(`audit.${name}.${value}` as Key)])} />
  );
  return (
    <>
      <TextFilter list={list} name="user" label={t('audit.user')} />
      {choice('operation', t('audit.allOperations'), operations)}
      {choice('type', t('audit.allTypes'), types)}
      {date('from')}
      {date('to')}
    </>
  );
}
