import { expect, test } from 'vitest';
import { BLANK, bodyOf, lines, parameters } from './provider';

test('a client secret that was not typed is not sent', () => {
  expect(bodyOf(BLANK)).not.toHaveProperty('client_secret');
  expect(bodyOf({ ...BLANK, client_secret: 'x' })).toHaveProperty('client_secret', 'x');
});

test('parameters stand one on a line', () => {
  expect(parameters('hd=example.org\n\n prompt = select_account ')).toEqual({ hd: 'example.org', prompt: 'select_account' });
  expect(parameters('q=a=b')).toEqual({ q: 'a=b' });
  expect(parameters('nothing')).toBeNull();
  expect(parameters('=x')).toBeNull();
});

test('blank lines are no lines', () => {
  expect(lines(' a \n\n b')).toEqual(['a', 'b']);
});
