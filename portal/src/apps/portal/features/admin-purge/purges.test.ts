import { expect, test } from 'vitest';
import { termsOf, toggled, USUAL } from './purges';

test('the parameters are read from their text, and a broken one is the usual', () => {
  expect(termsOf({ job_parameters: '{"audit_retention_hour":24,"purged_entries":7}' })).toMatchObject({ audit_retention_hour: 24, purged_entries: 7 });
  expect(termsOf({ job_parameters: '{' }).audit_retention_hour).toBe(USUAL.audit_retention_hour);
  expect(termsOf({}).purged_entries).toBe(0);
});

test('a kind that this page does not know stays when another one is chosen', () => {
  expect(toggled('login_user, pull_artifact', 'other', true)).toBe('login_user,pull_artifact,other');
  expect(toggled('login_user,other', 'other', false)).toBe('login_user');
});
