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

/** Labels as people choose them: what has all of them is meant, or what has none of them. */
export interface ChosenLabels {
  without: boolean;
  /** Names, separated by commas; "" for whatever labels. */
  names: string;
}

/** What people choose about a rule. */
export interface Choice {
  template: Template;
  number: number;
  /** In a policy for all projects. */
  projects: Chosen;
  repositories: Chosen;
  tags: Chosen;
  labels: ChosenLabels;
  /** Whether artifacts without a tag are meant as well. */
  untagged: boolean;
}

export const USUAL: Choice = {
  template: 'latestPushedK',
  number: 10,
  projects: { excludes: false, pattern: '**' },
  repositories: { excludes: false, pattern: '**' },
  tags: { excludes: false, pattern: '**' },
  labels: { without: false, names: '' },
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

const isOfLabels = (selector: { kind?: string }) => selector.kind === 'label';
const ofTags = (rule: RuleChange) => rule.tag_selectors?.find((selector) => !isOfLabels(selector));
const ofLabels = (rule: RuleChange) => rule.tag_selectors?.find(isOfLabels);

function untaggedOf(rule: RuleChange): boolean {
  const selector = ofTags(rule);
  try {
    return (JSON.parse(selector?.extras ?? '') as { untagged?: boolean }).untagged === true;
  } catch {
    return selector?.decoration !== 'excludes';
  }
}

export function choiceOf(rule: RuleChange): Choice {
  const repository = rule.scope_selectors?.repository?.[0];
  const project = rule.scope_selectors?.project?.[0];
  const tag = ofTags(rule);
  const labels = ofLabels(rule);
  return {
    template: rule.template,
    number: rule.params?.[rule.template] ?? 0,
    projects: { excludes: project?.decoration === 'nsExcludes', pattern: project?.pattern ?? '**' },
    repositories: { excludes: repository?.decoration === 'repoExcludes', pattern: repository?.pattern ?? '' },
    tags: { excludes: tag?.decoration === 'excludes', pattern: tag?.pattern ?? '**' },
    labels: { without: labels?.decoration === 'withoutLabels', names: labels?.pattern ?? '' },
    untagged: untaggedOf(rule),
  };
}

export const isAll = ({ excludes, pattern }: Chosen) => !excludes && pattern.trim() === '**';

/** What the API is told; what was said of the rule besides is kept. */
export function ruleOf(choice: Choice, before?: RuleChange): RuleChange {
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
      ...(choice.labels.names.trim() === ''
        ? []
        : [{ kind: 'label' as const, decoration: choice.labels.without ? 'withoutLabels' : 'withLabels', pattern: choice.labels.names }]),
    ],
    scope_selectors: {
      repository: [{ kind: 'doublestar', decoration: choice.repositories.excludes ? 'repoExcludes' : 'repoMatches', pattern: choice.repositories.pattern }],
      ...(!isAll(choice.projects) && {
        project: [{ kind: 'doublestar' as const, decoration: choice.projects.excludes ? 'nsExcludes' : 'nsMatches', pattern: choice.projects.pattern }],
      }),
    },
  };
}

/** Harbor's words for schedules, and the cron that each stands for. */
export const SCHEDULES = { None: '', Hourly: '0 0 * * * *', Daily: '0 0 0 * * *', Weekly: '0 0 0 * * 0' } as const;

export function scheduleOf(cron: string): keyof typeof SCHEDULES | 'Custom' {
  return (Object.keys(SCHEDULES) as (keyof typeof SCHEDULES)[]).find((name) => SCHEDULES[name] === cron) ?? 'Custom';
}
