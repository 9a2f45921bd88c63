import { Alert, Button, Content, Label } from '@patternfly/react-core';
import { TrashIcon } from '@patternfly/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { Nothing, Refusal } from '@shared/components/states';
import { bytes, shortDigest, time } from '@shared/lib/format';
import { useTexts } from '@portal/i18n';
import { allOfProjects, allRepositories } from '@portal/lib/api';
import { allTrash, emptyTrash, purgeEntry, restoreEntry, trashQuery, type Place, type TrashEntry } from './api';

type Doing = { what: 'empty' } | { what: 'purge'; entry: TrashEntry } | null;

/** What was deleted in a project, or in the registry (null), and can come back. */
export function TrashList({ place }: { place: Place }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const list = useListState();
  const [doing, setDoing] = useState<Doing>(null);
  const entries = useQuery(trashQuery(place, list));
  const restore = useMutation({
    mutationFn: restoreEntry,
    onSuccess: () => Promise.all([queries.invalidateQueries(allTrash), queries.invalidateQueries(allRepositories), queries.invalidateQueries(allOfProjects)]),
  });
  const close = () => setDoing(null);
  const nameOf = (entry: TrashEntry) => (place === null ? entry.repository : entry.repository.slice(entry.repository.indexOf('/') + 1));
  const whatOf = (entry: TrashEntry) => {
    if (entry.kind === 'repository') {
      return t('trash.artifacts', { count: entry.artifacts });
    }
    const more = entry.tags - entry.some_tags.length;
    const tags = entry.some_tags.join(', ');
    const named = more > 0 ? `${tags} ${t('artifacts.moreTags', { count: more })}` : tags;
    return named === '' ? shortDigest(entry.digest ?? '') : named;
  };
  const back = restore.data?.data;
  return (
    <>
      <Content component="p">{t('trash.text')}</Content>
      <Refusal error={restore.error} />
      {back !== undefined && (
        <Alert variant="success" isInline title={t('trash.restored')}>
          {back.tags_taken > 0 && t('trash.tagsTaken', { count: back.tags_taken })}
        </Alert>
      )}
      <ListPage
        list={list}
        query={entries}
        searchLabel={t('trash.search')}
        actions={
          <Button variant="secondary" isDanger isDisabled={entries.data === undefined} onClick={() => setDoing({ what: 'empty' })}>
            {t('trash.empty')}
          </Button>
        }
        empty={
          <Nothing icon={TrashIcon} title={t('trash.nothing')}>
            {t('trash.nothingText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('trash.title')}
          rows={entries.data?.data ?? []}
          rowKey={(entry) => entry.id}
          columns={[
            { title: t('trash.repository'), modifier: 'breakWord', cell: nameOf },
            {
              title: t('trash.what'),
              modifier: 'breakWord',
              cell: (entry) => (
                <div>
                  <Label isCompact>{t(`trash.kind.${entry.kind}`)}</Label> {whatOf(entry)}
                </div>
              ),
            },
            { title: t('trash.size'), modifier: 'nowrap', cell: (entry) => (entry.kind === 'tag' ? '' : bytes(entry.size, language)) },
            {
              title: t('trash.deleted'),
              modifier: 'breakWord',
              cell: (entry) => (
                <div>
                  {time(entry.deletion_time, language)}
                  <div className="subtle">{entry.reason === 'retention' ? t('trash.byRetention') : entry.deleted_by}</div>
                </div>
              ),
            },
            { title: t('trash.goes'), cell: (entry) => time(entry.expiration_time, language) },
          ]}
          actions={(entry) => [
            { title: t('trash.restore'), onClick: () => restore.mutate(entry) },
            { title: t('trash.purge'), onClick: () => setDoing({ what: 'purge', entry }) },
          ]}
        />
      </ListPage>
      {doing?.what === 'empty' && (
        <Remove title={t('trash.emptyTitle')} confirm={t('trash.empty')} remove={() => emptyTrash(place)} shownBy={[allTrash]} onClose={close}>
          {t(place === null ? 'trash.emptyOfRegistry' : 'trash.emptyOfProject')}
        </Remove>
      )}
      {doing?.what === 'purge' && (
        <Remove
          title={t('trash.purgeTitle', { name: nameOf(doing.entry) })}
          confirm={t('trash.purge')}
          remove={() => purgeEntry(doing.entry)}
          shownBy={[allTrash]}
          onClose={close}
        >
          {t('trash.purgeText')}
        </Remove>
      )}
    </>
  );
}
