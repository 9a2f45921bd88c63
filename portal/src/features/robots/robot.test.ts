import { expect, test } from 'vitest';
import { accessOf, matrix, PRESETS, stateOf, word, type Robot } from './robot';

const robot: Robot = {
  id: 1, name: 'robot$a', description: '', duration: 30, disable: false, expires_at: 1_000_000, permissions: [], last_used_time: '',
  previous_secret_expires_at: null,
};

test('a robot says when it ends, before and after', () => {
  expect(stateOf(robot, 1_000_000 - 8 * 86_400)).toBe('works');
  expect(stateOf(robot, 1_000_000 - 86_400)).toBe('soon');
  expect(stateOf(robot, 1_000_000)).toBe('expired');
  expect(stateOf({ ...robot, expires_at: -1 }, 9_999_999)).toBe('works');
  expect(stateOf({ ...robot, disable: true }, 0)).toBe('disabled');
});

test('permissions are shown by resource, without those that would do nothing', () => {
  const catalogue = ['scan:create', 'tag:list', 'repository:pull', 'repository:push'].map(accessOf);
  expect(matrix(catalogue)).toEqual([['repository', ['pull', 'push']], ['tag', ['list']]]);
});

test('a permission is a word and back', () => {
  for (const text of PRESETS.push) {
    expect(word(accessOf(text))).toBe(text);
  }
});
