import { expect, test } from 'vitest';
import { isAddress } from './target';

test('syslog is at a host and a port, HTTP at a URL', () => {
  expect(isAddress('syslog-tls', 'logs.example.org:6514')).toBe(true);
  expect(isAddress('syslog-tcp', '[2001:db8::1]:601')).toBe(true);
  expect(isAddress('syslog-udp', 'logs.example.org')).toBe(false);
  expect(isAddress('syslog-tcp', 'https://logs.example.org')).toBe(false);
  expect(isAddress('http', 'https://logs.example.org/in')).toBe(true);
  expect(isAddress('http', 'logs.example.org:443')).toBe(false);
});
