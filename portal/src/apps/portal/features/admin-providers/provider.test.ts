import { expect, test } from 'vitest';
import { BLANK, fieldsOf, lines, parameters, settingsOf, type Provider } from './provider';

test('a client secret that was not typed is not sent', () => {
  expect(settingsOf(BLANK)).not.toHaveProperty('client_secret');
  expect(settingsOf({ ...BLANK, clientSecret: 'x' })).toHaveProperty('client_secret', 'x');
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

test('what a form shows of a provider is sent as it came', () => {
  const provider = { ...settingsOf(BLANK), name: 'Corporate', groups_claim: 'realm_access.roles', auto_onboard: true, user_claim: 'email', verify_cert: false };
  expect(settingsOf(fieldsOf(provider as Provider))).toEqual(provider);
});
