import { Button, Label } from '@patternfly/react-core';
import { PlusCircleIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { Section } from '@shared/components/section';
import { Nothing, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { choiceOf, isAll, ruleOf, unitOf, USUAL, type Choice, type Chosen, type PolicyChange, type RuleChange } from './policy';
import { RuleForm } from './rule-form';

const MOST = 15;

/** The rules of a policy; each change is saved at once. */
export function Rules(props: { body: PolicyChange; mayChange: boolean; busy: boolean; error: unknown; save: (body: PolicyChange, done: () => void) => void }) {
  const { t } = useTexts();
  const { rules } = props.body;
  const ofAll = props.body.scope.level === 'system';
  const [edited, setEdited] = useState<number | null>(null);
  const close = () => setEdited(null);
  const saveRules = (changed: RuleChange[]) => props.save({ ...props.body, rules: changed }, close);
  const which = (one: Chosen) => (isAll(one) ? t('retention.all') : t(one.excludes ? 'retention.others' : 'retention.those', { pattern: one.pattern }));
  const where = ({ projects, repositories }: Choice) =>
    ofAll && !isAll(projects) ? t('retention.inProjects', { projects: which(projects), repositories: which(repositories) }) : which(repositories);
  const tagged = ({ tags, labels, untagged }: Choice) =>
    [
      which(tags),
      untagged && t('retention.andUntagged'),
      labels.names !== '' && t(labels.without ? 'retention.andWithout' : 'retention.andWith', { labels: labels.names }),
    ]
      .filter((part) => part !== false)
      .join(' ');
  const what = (rule: RuleChange) => {
    const choice = choiceOf(rule);
    const unit = unitOf(rule.template);
    const what = t(`retention.template.${rule.template}` as Key);
    return unit === null ? what : t('retention.amount', { what, amount: t(unit === 'count' ? 'retention.counted' : 'retention.dayCount', { number: choice.number }) });
  };
  const add = props.mayChange && rules.length < MOST && (
    <Button variant="secondary" icon={<PlusCircleIcon />} onClick={() => setEdited(rules.length)}>
      {t('retention.newRule')}
    </Button>
  );
  const actions = (at: number) => [
    { title: t('action.edit'), onClick: () => setEdited(at) },
    {
      title: t(rules[at]?.disabled === true ? 'retention.enable' : 'retention.disable'),
      onClick: () => saveRules(rules.map((rule, index) => (index === at ? { ...rule, disabled: rule.disabled !== true } : rule))),
    },
    { title: t('action.delete'), onClick: () => saveRules(rules.filter((_, index) => index !== at)) },
  ];
  return (
    <Section title={t('retention.rules')} actions={rules.length > 0 ? add : undefined}>
      {edited === null && <Refusal error={props.error} />}
      {rules.length === 0 ? (
        <Nothing title={t('retention.noRules')} action={add}>
          {t('retention.noRulesText')}
        </Nothing>
      ) : (
        <DataTable
          label={t('retention.rules')}
          rows={rules.map((rule, at) => ({ rule, at }))}
          rowKey={({ at }) => at}
          columns={[
            { title: t('retention.rule'), cell: ({ at }) => at + 1, modifier: 'fitContent' },
            { title: t('retention.keep'), cell: ({ rule }) => what(rule), modifier: 'breakWord' },
            { title: t('retention.repositories'), cell: ({ rule }) => where(choiceOf(rule)), modifier: 'breakWord' },
            { title: t('retention.tags'), cell: ({ rule }) => tagged(choiceOf(rule)), modifier: 'breakWord' },
            {
              title: t('retention.state'),
              cell: ({ rule }) => (
                <Label isCompact color={rule.disabled === true ? 'grey' : 'green'}>
                  {t(rule.disabled === true ? 'retention.disabled' : 'retention.inForce')}
                </Label>
              ),
            },
          ]}
          {...(props.mayChange && { actions: ({ at }: { at: number }) => actions(at) })}
        />
      )}
      {edited !== null && (
        <RuleForm
          isNew={edited === rules.length}
          ofAll={ofAll}
          begin={rules[edited] === undefined ? USUAL : choiceOf(rules[edited])}
          busy={props.busy}
          error={props.error}
          onSubmit={(choice) => {
            const changed = ruleOf(choice, rules[edited]);
            saveRules(edited === rules.length ? [...rules, changed] : rules.map((rule, at) => (at === edited ? changed : rule)));
          }}
          onClose={close}
        />
      )}
    </Section>
  );
}
