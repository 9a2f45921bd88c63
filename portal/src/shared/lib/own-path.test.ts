// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { ownPath } from './own-path';

test('only paths of this host are followed', () => {
  expect(ownPath('/harbor/projects?page=2')).toBe('/harbor/projects?page=2');
  expect(ownPath(`${window.location.origin}/c/oidc/login`)).toBe('/c/oidc/login');
  for (const address of ['https://evil.example/x', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', `${window.location.origin}//evil.example`, '', null]) {
    expect(ownPath(address)).toBe('');
  }
});
