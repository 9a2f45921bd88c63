import { Button } from '@patternfly/react-core';
import { PlusCircleIcon, TagsIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { Nothing } from '@shared/components/states';
import { time } from '@shared/lib/format';
import { LabelChip } from '@portal/components/label-chip';
import { useTexts } from '@portal/i18n';
import { allLabels, labelsQuery } from '@portal/lib/api';
import type { Label } from '@portal/lib/labels';
import { removeLabel } from './api';
import { LabelForm } from './label-form';

type Doing = { what: 'new' } | { what: 'edit' | 'delete'; label: Label } | null;

/** The labels of a project, or of the registry (null). */
export function LabelsList({ projectId, may }: { projectId: number | null; may: (action: 'create' | 'update' | 'delete') => boolean }) {
  const { t, language } = useTexts();
  const list = useListState();
  const [doing, setDoing] = useState<Doing>(null);
  const labels = useQuery(labelsQuery(projectId, list));
  const close = () => setDoing(null);
  const add = may('create') && (
    <Button icon={<PlusCircleIcon />} onClick={() => setDoing({ what: 'new' })}>
      {t('labels.new')}
    </Button>
  );
  const actions = (label: Label) => [
    ...(may('update') ? [{ title: t('action.edit'), onClick: () => setDoing({ what: 'edit', label }) }] : []),
    ...(may('delete') ? [{ title: t('action.delete'), onClick: () => setDoing({ what: 'delete', label }) }] : []),
  ];
  return (
    <>
      <ListPage
        list={list}
        query={labels}
        searchLabel={t('labels.search')}
        actions={add}
        empty={
          <Nothing icon={TagsIcon} title={t('labels.empty')} action={add}>
            {t(projectId === null ? 'labels.emptyOfRegistry' : 'labels.emptyOfProject')}
          </Nothing>
        }
      >
        <DataTable
          label={t('labels.title')}
          rows={labels.data?.data ?? []}
          rowKey={(label) => label.id}
          columns={[
            { title: t('labels.name'), modifier: 'breakWord', cell: (label) => <LabelChip label={label} /> },
            { title: t('labels.description'), modifier: 'breakWord', cell: (label) => label.description },
            { title: t('labels.made'), cell: (label) => time(label.creation_time, language) },
          ]}
          {...((may('update') || may('delete')) && { actions })}
        />
      </ListPage>
      {doing?.what === 'new' && <LabelForm projectId={projectId} onClose={close} />}
      {doing?.what === 'edit' && <LabelForm projectId={projectId} label={doing.label} onClose={close} />}
      {doing?.what === 'delete' && (
        <Remove title={t('labels.deleteTitle', { name: doing.label.name })} remove={() => removeLabel(doing.label.id)} shownBy={[allLabels]} onClose={close}>
          {t('labels.deleteText')}
        </Remove>
      )}
    </>
  );
}
