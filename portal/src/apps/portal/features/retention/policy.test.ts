import { expect, test } from 'vitest';
import { choiceOf, ruleOf, scheduleOf, USUAL } from './policy';

test('what was chosen comes back from what the API was told', () => {
  const choice = { ...USUAL, template: 'nDaysSinceLastPull' as const, number: 7, tags: { excludes: true, pattern: 'dev*' }, untagged: false };
  expect(choiceOf(ruleOf(choice))).toEqual(choice);
  expect(ruleOf(choice).params).toEqual({ nDaysSinceLastPull: 7 });
});

test('a template without a number has none, and what was said besides stays', () => {
  const project = [{ kind: 'doublestar' as const, decoration: 'nsMatches', pattern: 'a*' }];
  const before = { ...ruleOf(USUAL), disabled: true, scope_selectors: { project } };
  const after = ruleOf({ ...USUAL, template: 'always' }, before);
  expect(after.params).toBeUndefined();
  expect(after.disabled).toBe(true);
  expect(after.scope_selectors?.project).toEqual(project);
});

test('a rule that says nothing of artifacts without a tag means them, unless it excludes', () => {
  const rule = { ...ruleOf(USUAL), tag_selectors: [{ kind: 'doublestar' as const, decoration: 'matches', pattern: '**' }] };
  expect(choiceOf(rule).untagged).toBe(true);
});

test('schedules are known by their cron', () => {
  expect(scheduleOf('')).toBe('None');
  expect(scheduleOf('0 0 0 * * *')).toBe('Daily');
  expect(scheduleOf('0 5 4 * * 1')).toBe('Custom');
});
