import { expect, test } from 'vitest';
import { isAddress, trimmed } from '@shared/provider/provider';
import { begun, claimsOf, PRESETS, redirectUri, USUAL } from './provider';

test('every kind of provider begins with a scope that is a sign-in', () => {
  for (const preset of PRESETS) {
    expect(begun(preset).scope.split(',')).toContain('openid');
    expect(begun(preset).verifyCert).toBe(true);
    expect(USUAL[preset].steps).toBeGreaterThan(1);
  }
});

test('a template is no address yet', () => {
  expect(isAddress(USUAL.entra.endpoint)).toBe(false);
  expect(isAddress('id.example.org/realms/x')).toBe(false);
  expect(isAddress('javascript:alert(1)')).toBe(false);
  expect(isAddress(' https://id.example.org/realms/x ')).toBe(true);
});

test('blanks around what was pasted are left behind', () => {
  expect(trimmed({ ...begun('keycloak'), clientId: ' harbor\n' })).toEqual({ ...begun('keycloak'), clientId: 'harbor' });
});

test('an ID token is read as its payload, umlauts included', () => {
  const payload = btoa(String.fromCharCode(...new TextEncoder().encode('{"name":"Jürgen"}'))).replaceAll('=', '');
  expect(claimsOf(`eyJhbGciOiJSUzI1NiJ9.${payload}.c2ln`)).toBe('{"name":"Jürgen"}');
  expect(claimsOf(' {"sub":"1"} ')).toBe('{"sub":"1"}');
});

test('the redirect URI stands on the registry’s own address', () => {
  expect(redirectUri({ url: 'https://abc.registry.example.org' } as never)).toBe('https://abc.registry.example.org/c/oidc/callback');
});
