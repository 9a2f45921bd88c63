import type { Schema } from '@portal/lib/harbor';
import type { RuleChange } from './api';

export type Rule = Schema<'ImmutableRule'>;

/** A selector as people choose it. */
export interface Chosen {
  excludes: boolean;
  pattern: string;
}

/** What people choose about a rule. */
export interface Choice {
  repositories: Chosen;
  tags: Chosen;
  allowDelete: boolean;
  /** Days, 0 for no end. */
  duration: number;
}

/** Patterns of tags that many want, by what they are called. */
export const PRESETS = {
  release: 'release-*',
  version: '{v,}[0-9]*.[0-9]*.[0-9]*',
  all: '**',
} as const;

export const USUAL: Choice = {
  repositories: { excludes: false, pattern: '**' },
  tags: { excludes: false, pattern: PRESETS.release },
  allowDelete: false,
  duration: 0,
};

type Selector = NonNullable<RuleChange['tag_selectors']>[number];

function chosen(selectors: readonly Selector[] | undefined, excluding: string): Chosen {
  return { excludes: selectors?.[0]?.decoration === excluding, pattern: selectors?.[0]?.pattern ?? '' };
}

export function choiceOf(rule: Rule): Choice {
  return {
    repositories: chosen(rule.scope_selectors.repository, 'repoExcludes'),
    tags: chosen(rule.tag_selectors, 'excludes'),
    allowDelete: rule.allow_delete,
    duration: rule.duration,
  };
}

/** What the API is told; the priority is kept as it was. */
export function bodyOf(choice: Choice, disabled: boolean, priority: number): RuleChange {
  const selector = (one: Chosen, matches: string, excludes: string): Selector => ({
    kind: 'doublestar',
    decoration: one.excludes ? excludes : matches,
    pattern: one.pattern,
  });
  return {
    action: 'immutable',
    template: 'immutable_template',
    priority,
    disabled,
    scope_selectors: { repository: [selector(choice.repositories, 'repoMatches', 'repoExcludes')] },
    tag_selectors: [selector(choice.tags, 'matches', 'excludes')],
    allow_delete: choice.allowDelete,
    duration: choice.duration,
  };
}

/** Whether it covers tags at the moment. */
export function stateOf(rule: Rule, now: number): 'works' | 'disabled' | 'ended' | 'empty' {
  if (rule.tag_selectors.length === 0 || (rule.scope_selectors.repository ?? []).length === 0) return 'empty';
  if (rule.disabled) return 'disabled';
  return rule.expires_at >= 0 && rule.expires_at * 1000 <= now ? 'ended' : 'works';
}
