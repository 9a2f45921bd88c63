import { expect, test } from 'vitest';
import { bytes, shortDigest, time } from './format';

test('sizes are read in binary units', () => {
  expect(bytes(0)).toBe('0 B');
  expect(bytes(1023)).toBe('1023 B');
  expect(bytes(1536)).toBe('1.50 KiB');
  expect(bytes(52_428_800)).toBe('50.0 MiB');
  expect(bytes(1536, 'fr')).toBe('1,50 Kio');
});

test('never is shown as nothing', () => {
  expect(time('0001-01-01T00:00:00.000Z', 'en')).toBe('');
  expect(time('2026-05-01T10:00:00.000Z', 'en')).toContain('2026');
  // At most two lines in a narrow column.
  for (const language of ['en', 'fr']) {
    expect(time('2026-05-01T10:00:00.000Z', language).split(' ')).toHaveLength(2);
  }
});

test('a digest is cut to what one recognises', () => {
  expect(shortDigest('sha256:0123456789abcdef0123')).toBe('sha256:0123456789ab');
});
