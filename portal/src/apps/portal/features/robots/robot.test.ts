import { expect, test } from 'vitest';
import { accessOf, word } from '@portal/lib/permissions';
import { offered, stateOf, type Robot } from './robot';

const robot: Robot = {
  id: 1, name: 'robot$a', description: '', duration: 30, disable: false, expires_at: 1_000_000, permissions: [], last_used_time: '',
  previous_secret_expires_at: null, level: 'project', editable: true, creator_type: 'local', creator_ref: 1, creation_time: '', update_time: '', warning: null,
};

test('a robot says when it ends, before and after', () => {
  expect(stateOf(robot, 1_000_000 - 8 * 86_400)).toBe('works');
  expect(stateOf(robot, 1_000_000 - 86_400)).toBe('soon');
  expect(stateOf(robot, 1_000_000)).toBe('expired');
  expect(stateOf({ ...robot, expires_at: -1 }, 9_999_999)).toBe('works');
  expect(stateOf({ ...robot, disable: true }, 0)).toBe('disabled');
});

test('permissions are offered in the order people look for them, without those that would do nothing', () => {
  const catalogue = ['scan:create', 'tag:list', 'repository:pull', 'repository:push'].map(accessOf);
  expect(offered(catalogue).map(word)).toEqual(['repository:pull', 'repository:push', 'tag:list']);
});
