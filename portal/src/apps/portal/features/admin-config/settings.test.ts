import { expect, test } from 'vitest';
import { changesOf, settingsOf } from './settings';

const before = settingsOf({
  project_creation_restriction: { value: 'everyone', editable: true },
  robot_name_prefix: { value: 'robot$', editable: true },
  robot_token_duration: { value: 30, editable: true },
  token_expiration: { value: 30, editable: true },
  read_only: { value: false, editable: true },
  banner_message: { value: '', editable: true },
  storage_per_project: { value: 5 * 1024 ** 3, editable: true },
});

test('nothing is sent when nothing was changed', () => {
  expect(changesOf(before, { ...before })).toEqual({});
});

test('only what was changed is sent, numbers as numbers', () => {
  expect(changesOf(before, { ...before, robot_token_duration: '60', read_only: true })).toEqual({
    robot_token_duration: 60,
    read_only: true,
  });
});

test('the quota of new projects is typed in GiB and sent in bytes', () => {
  expect(before.storage_per_project).toBe('5');
  expect(changesOf(before, { ...before, storage_per_project: '1,5' })).toEqual({ storage_per_project: 1.5 * 1024 ** 3 });
  expect(changesOf(before, { ...before, storage_per_project: '-1' })).toEqual({ storage_per_project: -1 });
});
