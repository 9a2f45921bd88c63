// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { setOnes, type KeptSetting } from './api';

const all: KeptSetting[] = [
  { name: 'auto_scan', owner: 'project', protection: false, usual: 'false' },
  { name: 'prevent_vul', owner: 'project', protection: true, usual: 'false' },
  { name: 'ldap_verify_cert', owner: 'registry', protection: false, usual: 'true' },
];

test('only what somebody set is shown', () => {
  expect(setOnes(all, 'project', { auto_scan: 'false', prevent_vul: 'true', public: 'true' })).toEqual([[all[1], 'true']]);
  expect(setOnes(all, 'project', {})).toEqual([]);
});

test('what is on by itself is shown when it is off', () => {
  expect(setOnes(all, 'registry', { ldap_verify_cert: true })).toEqual([]);
  expect(setOnes(all, 'registry', { ldap_verify_cert: false })).toEqual([[all[2], 'false']]);
});
