import { expect, test } from 'vitest';
import { bodyOf, choiceOf, stateOf, USUAL, type Rule } from './rule';

const rule: Rule = {
  id: 1,
  ...(bodyOf({ ...USUAL, tags: { excludes: true, pattern: 'dev*' }, duration: 7 }, false, 2) as Pick<
    Rule,
    'priority' | 'disabled' | 'action' | 'template' | 'tag_selectors' | 'scope_selectors' | 'allow_delete' | 'duration'
  >),
  expires_at: 1000,
  creation_time: '',
  update_time: '',
};

test('what was chosen comes back from what the API was told', () => {
  expect(choiceOf(rule)).toEqual({ ...USUAL, tags: { excludes: true, pattern: 'dev*' }, duration: 7 });
  expect(rule.tag_selectors).toEqual([{ kind: 'doublestar', decoration: 'excludes', pattern: 'dev*' }]);
  expect(rule.priority).toBe(2);
});

test('a rule works until it ends, is disabled or has no selectors', () => {
  expect(stateOf(rule, 999_999)).toBe('works');
  expect(stateOf(rule, 1_000_000)).toBe('ended');
  expect(stateOf({ ...rule, expires_at: -1 }, 1_000_000)).toBe('works');
  expect(stateOf({ ...rule, disabled: true }, 0)).toBe('disabled');
  expect(stateOf({ ...rule, tag_selectors: [] }, 0)).toBe('empty');
});
