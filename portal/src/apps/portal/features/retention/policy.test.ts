import { expect, test } from 'vitest';
import { choiceOf, ruleOf, scheduleOf, USUAL } from './policy';

test('what was chosen comes back from what the API was told', () => {
  const choice = {
    ...USUAL,
    template: 'nDaysSinceLastPull' as const,
    number: 7,
    projects: { excludes: true, pattern: 'prod-*' },
    tags: { excludes: true, pattern: 'dev*' },
    labels: { without: true, names: 'approved,for ever' },
    untagged: false,
  };
  expect(choiceOf(ruleOf(choice))).toEqual(choice);
  expect(ruleOf(choice).params).toEqual({ nDaysSinceLastPull: 7 });
});

test('a template without a number has none, and what was said besides stays', () => {
  const after = ruleOf({ ...USUAL, template: 'always' }, { ...ruleOf(USUAL), disabled: true });
  expect(after.params).toBeUndefined();
  expect(after.disabled).toBe(true);
});

test('all projects and whatever labels are what is said of neither', () => {
  expect(ruleOf(USUAL).scope_selectors?.project).toBeUndefined();
  expect(ruleOf(USUAL).tag_selectors).toHaveLength(1);
});

test('a rule about labels alone is about every tag', () => {
  const rule = { ...ruleOf(USUAL), tag_selectors: [{ kind: 'label' as const, decoration: 'withLabels', pattern: 'keep' }] };
  expect(choiceOf(rule).tags).toEqual({ excludes: false, pattern: '**' });
  expect(choiceOf(rule).labels).toEqual({ without: false, names: 'keep' });
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
