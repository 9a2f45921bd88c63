import { expect, test } from 'vitest';
import { returnPath } from './session';

function path(redirect: string): string {
  return returnPath(new URLSearchParams({ redirect_url: redirect }));
}

test('signing in leads back to where one wanted to go', () => {
  expect(path('/harbor/users')).toBe('/harbor/users');
});

test.each(['', '//evil.test', '/\\evil.test', 'https://evil.test', 'harbor', '/a\tb'])(
  'signing in never leads to another site: %s',
  (redirect) => {
    expect(path(redirect)).toBe('/harbor/projects');
  },
);
