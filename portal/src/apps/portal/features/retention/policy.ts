import type { Body, Schema } from '@portal/lib/harbor';

export type Policy = Schema<'RetentionPolicy'>;
export type Rule = Schema<'RetentionRule'>;
export type PolicyChange = Body<'POST', '/api/v2.0/retentions'>;
export type RuleChange = PolicyChange['rules'][number];
export type Template = Rule['template'];

/** The templates, and what their number counts; null where they have none. */
export const TEMPLATES: readonly (readonly [Template, 'count' | 'days' | null])[] = [
  ['latestPushedK', 'count'],
  ['latestPulledN', 'count'],
  ['nDaysSinceLastPush', 'days'],
  ['nDaysSinceLastPull', 'days'],
  ['always', null],
  ['semverLatestPerMinor', 'count'],
  ['semverLatestPerMajor', 'count'],
  ['semverReleases', null],
  ['semverPreReleasesNDays', 'days'],
];

export const unitOf = (template: Template) => TEMPLATES.find(([name]) => name === template)?.[1] ?? null;

/** A selector as people choose it. */
export interface Chosen {
  excludes: boolean;
  pattern: string;
}

/** What people choose about a rule. */
export interface Choice {
  template: Template;
  number: number;
  repositories: Chosen;
  tags: Chosen;
  /** Whether artifacts without a tag are meant as well. */
  untagged: boolean;
}

export const USUAL: Choice = {
  template: 'latestPushedK',
  number: 10,
  repositories: { excludes: false, pattern: '**' },
  tags: { excludes: false, pattern: '**' },
  untagged: true,
};

/** Those of a policy that nobody made yet. */
export const nothing = (scope: Policy['scope']): PolicyChange => ({
  algorithm: 'or',
  rules: [],
  trigger: { kind: 'Schedule', settings: { cron: '' } },
  scope,
  retain_by: 'artifact',
});

/** What the API is told to leave a policy as it is. */
export const bodyOf = (policy: Policy): PolicyChange => ({
  algorithm: 'or',
  rules: policy.rules,
  trigger: { kind: 'Schedule', settings: { cron: policy.trigger.settings.cron } },
  scope: policy.scope,
  retain_by: policy.retain_by,
});

function untaggedOf(rule: RuleChange): boolean {
  const selector = rule.tag_selectors?.[0];
  try {
    return (JSON.parse(selector?.extras ?? '') as { untagged?: boolean }).untagged === true;
  } catch {
    return selector?.decoration !== 'excludes';
  }
}

export function choiceOf(rule: RuleChange): Choice {
  const repository = rule.scope_selectors?.repository?.[0];
  const tag = rule.tag_selectors?.[0];
  return {
    template: rule.template,
    number: rule.params?.[rule.template] ?? 0,
    repositories: { excludes: repository?.decoration === 'repoExcludes', pattern: repository?.pattern ?? '' },
    tags: { excludes: tag?.decoration === 'excludes', pattern: tag?.pattern ?? '' },
    untagged: untaggedOf(rule),
  };
}

/** What the API is told; what was said of the rule besides is kept. */
export function ruleOf(choice: Choice, before?: RuleChange): RuleChange {
  const project = before?.scope_selectors?.project;
  return {
    ...(before?.priority !== undefined && { priority: before.priority }),
    ...(before?.disabled === true && { disabled: true }),
    action: 'retain',
    template: choice.template,
    ...(unitOf(choice.template) !== null && { params: { [choice.template]: choice.number } }),
    tag_selectors: [
      {
        kind: 'doublestar',
        decoration: choice.tags.excludes ? 'excludes' : 'matches',
        pattern: choice.tags.pattern,
        extras: JSON.stringify({ untagged: choice.untagged }),
      },
    ],
    scope_selectors: {
      repository: [{ kind: 'doublestar', decoration: choice.repositories.excludes ? 'repoExcludes' : 'repoMatches', pattern: choice.repositories.pattern }],
      ...(project !== undefined && { project }),
    },
  };
}

/** Harbor's words for schedules, and the cron that each stands for. */
export const SCHEDULES = { None: '', Hourly: '0 0 * * * *', Daily: '0 0 0 * * *', Weekly: '0 0 0 * * 0' } as const;

export function scheduleOf(cron: string): keyof typeof SCHEDULES | 'Custom' {
  return (Object.keys(SCHEDULES) as (keyof typeof SCHEDULES)[]).find((name) => SCHEDULES[name] === cron) ?? 'Custom';
}
