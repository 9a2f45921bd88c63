import { Button, Label, TextInput, ToolbarItem } from '@patternfly/react-core';
import { DownloadIcon, ListIcon } from '@patternfly/react-icons';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '../../components/data-table';
import { FilterSelect } from '../../components/filter-select';
import { ListPage, useListState, type ListState } from '../../components/list-page';
import { Nothing, Refusal } from '../../components/states';
import { useTexts, type Key } from '../../i18n';
import { download } from '../../lib/download';
import { count, time } from '../../lib/format';
import { call, query } from '../../lib/http';
import { projectApi, useProject } from '../../lib/project';
import { allEntries, csv, FILTERS, logQuery, OPERATIONS, TYPES, type Entry } from './log';

/** Who did what in a project. */
export function LogsPage() {
  const { project, ref } = useProject();
  const { t, language } = useTexts();
  const list = useListState({ filters: FILTERS });
  const [done, setDone] = useState(0);
  const path = `${projectApi(ref)}/auditlog-exts`;
  const q = logQuery(list);
  const entries = useQuery({
    queryKey: ['logs', ref, list.page, list.pageSize, q],
    queryFn: () => call<Entry[]>('GET', path + query({ page: list.page, page_size: list.pageSize, q })),
    placeholderData: keepPreviousData,
  });
  const save = useMutation({
    mutationFn: () => allEntries(path, q, setDone),
    onSuccess: (all) => download(`${project.name}-logs.csv`, 'text/csv', csv(all)),
  });
  return (
    <>
      <Refusal error={save.error} />
      <ListPage
        list={list}
        query={entries}
        searchLabel={t('logs.search')}
        filters={<Filters list={list} />}
        actions={
          <Button variant="secondary" icon={<DownloadIcon />} isLoading={save.isPending} isDisabled={save.isPending} onClick={() => save.mutate()}>
            {save.isPending ? t('logs.exporting', { count: count(done, language) }) : t('logs.export')}
          </Button>
        }
        empty={
          <Nothing icon={ListIcon} title={t('logs.empty')}>
            {t('logs.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          isCompact
          label={t('logs.title')}
          rows={entries.data?.data ?? []}
          rowKey={(entry) => entry.id}
          columns={[
            { title: t('logs.time'), modifier: 'nowrap', cell: (entry) => time(entry.op_time, language) },
            { title: t('logs.user'), modifier: 'breakWord', cell: (entry) => entry.username },
            {
              title: t('logs.operation'),
              cell: (entry) => (
                <>
                  {t(`logs.operation.${entry.operation}` as Key) || entry.operation}{' '}
                  {!entry.operation_result && <Label color="red" isCompact>{t('logs.refused')}</Label>}
                </>
              ),
            },
            { title: t('logs.type'), cell: (entry) => t(`logs.type.${entry.resource_type}` as Key) || entry.resource_type },
            { title: t('logs.resource'), modifier: 'breakWord', cell: (entry) => entry.resource },
            {
              title: t('logs.from'),
              modifier: 'breakWord',
              cell: (entry) => (
                <>
                  {entry.client_address}
                  <div className="subtle">{entry.user_agent}</div>
                </>
              ),
            },
          ]}
        />
      </ListPage>
    </>
  );
}

function Filters({ list }: { list: ListState }) {
  const { t } = useTexts();
  const field = (name: string, label: string, type: 'text' | 'date') => (
    <ToolbarItem>
      <TextInput
        aria-label={label}
        placeholder={label}
        type={type}
        value={list.filter(name)}
        onChange={(_, value) => list.change({ filters: { [name]: value } })}
      />
    </ToolbarItem>
  );
  return (
    <>
      {field('user', t('logs.byUser'), 'text')}
      <FilterSelect
        list={list}
        name="operation"
        label={t('logs.operation')}
        all={t('logs.anyOperation')}
        options={OPERATIONS.map((word) => [word, t(`logs.operation.${word}`)])}
      />
      <FilterSelect
        list={list}
        name="type"
        label={t('logs.type')}
        all={t('logs.anyType')}
        options={TYPES.map((word) => [word, t(`logs.type.${word}`)])}
      />
      {field('from', t('logs.since'), 'date')}
      {field('to', t('logs.until'), 'date')}
    </>
  );
}
