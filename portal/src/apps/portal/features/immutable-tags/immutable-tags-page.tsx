import { Button, Content, Label } from '@patternfly/react-core';
import { LockIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { Remove } from '@shared/components/remove';
import { Nothing, Refusal } from '@shared/components/states';
import { epoch } from '@shared/lib/format';
import { useTexts } from '@portal/i18n';
import { useProject } from '@portal/lib/project';
import { allRules, changeRule, removeRule, rulesQuery } from './api';
import { bodyOf, choiceOf, stateOf, type Chosen, type Rule } from './rule';
import { RuleForm } from './rule-form';

type Doing = { what: 'new' } | { what: 'edit' | 'delete'; rule: Rule } | null;

const COLORS = { works: 'green', disabled: 'grey', ended: 'grey', empty: 'orange' } as const;

/** Which tags of a project neither move nor go. */
export function ImmutableTagsPage() {
  const { ref, may } = useProject();
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const list = useListState();
  const [doing, setDoing] = useState<Doing>(null);
  const [now] = useState(() => Date.now());
  const rules = useQuery(rulesQuery(ref, list));
  const turn = useMutation({
    mutationFn: (rule: Rule) => changeRule(ref, rule.id, bodyOf(choiceOf(rule), !rule.disabled, rule.priority)),
    onSuccess: () => queries.invalidateQueries(allRules(ref)),
  });
  const close = () => setDoing(null);
  const which = (chosen: Chosen) =>
    chosen.pattern === '' ? <i>{t('immutable.none')}</i> : t(chosen.excludes ? 'immutable.others' : 'immutable.those', { pattern: chosen.pattern });
  const add = may('immutable-tag', 'create') && (
    <Button icon={<PlusCircleIcon />} onClick={() => setDoing({ what: 'new' })}>
      {t('immutable.new')}
    </Button>
  );
  const actions = (rule: Rule) => [
    ...(may('immutable-tag', 'update')
      ? [
          { title: t('action.edit'), onClick: () => setDoing({ what: 'edit', rule }) },
          ...(stateOf(rule, now) === 'empty' ? [] : [{ title: t(rule.disabled ? 'immutable.enable' : 'immutable.disable'), onClick: () => turn.mutate(rule) }]),
        ]
      : []),
    ...(may('immutable-tag', 'delete') ? [{ title: t('action.delete'), onClick: () => setDoing({ what: 'delete', rule }) }] : []),
  ];
  return (
    <>
      <Content component="p">{t('immutable.text')}</Content>
      <Refusal error={turn.error} />
      <ListPage
        list={list}
        query={rules}
        actions={add}
        empty={
          <Nothing icon={LockIcon} title={t('immutable.empty')} action={add}>
            {t('immutable.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('immutable.title')}
          rows={rules.data?.data ?? []}
          rowKey={(rule) => rule.id}
          columns={[
            { title: t('immutable.repositories'), modifier: 'breakWord', cell: (rule) => which(choiceOf(rule).repositories) },
            { title: t('immutable.tags'), modifier: 'breakWord', cell: (rule) => which(choiceOf(rule).tags) },
            { title: t('immutable.deletion'), cell: (rule) => t(rule.allow_delete ? 'immutable.deletion.allowed' : 'immutable.deletion.blocked') },
            { title: t('immutable.ends'), cell: (rule) => (rule.expires_at < 0 ? t('immutable.never') : epoch(rule.expires_at, language)) },
            {
              title: t('immutable.state'),
              cell: (rule) => {
                const state = stateOf(rule, now);
                return (
                  <Label isCompact color={COLORS[state]}>
                    {t(`immutable.state.${state}`)}
                  </Label>
                );
              },
            },
          ]}
          {...((may('immutable-tag', 'update') || may('immutable-tag', 'delete')) && { actions })}
        />
      </ListPage>
      {doing?.what === 'new' && <RuleForm onClose={close} />}
      {doing?.what === 'edit' && <RuleForm rule={doing.rule} onClose={close} />}
      {doing?.what === 'delete' && (
        <Remove title={t('immutable.deleteTitle')} remove={() => removeRule(ref, doing.rule.id)} shownBy={[allRules(ref)]} onClose={close}>
          {t('immutable.deleteText')}
        </Remove>
      )}
    </>
  );
}
