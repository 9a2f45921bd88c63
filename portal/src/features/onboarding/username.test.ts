import { expect, test } from 'vitest';
import { usernameProblem } from './username';

test('ordinary names are fine', () => {
  expect(usernameProblem('Standard_User')).toBeUndefined();
  expect(usernameProblem('zoë@example.test')).toBeUndefined();
});

test.each(['', 'a,b', 'a"b', 'a~b', 'a#b', 'a%b', 'a$b', 'a b', 'x'.repeat(256)])('%s is refused', (name) => {
  expect(usernameProblem(name)).toBeDefined();
});
