import { expect, test } from 'vitest';
import { bytes, moment, shortDigest } from './format';

test('sizes have the largest unit that leaves a whole part', () => {
  expect(bytes(0)).toBe('0 B');
  expect(bytes(1023)).toBe('1023 B');
  expect(bytes(1536)).toBe('1.5 KiB');
  expect(bytes(5 * 1024 ** 4)).toBe('5.0 TiB');
});

test('a digest keeps its algorithm and twelve digits', () => {
  expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('sha256:abababababab');
});

test('a time that is none is shown as nothing', () => {
  expect(moment('never')).toBe('');
});
