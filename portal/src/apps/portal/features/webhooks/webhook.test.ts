import { expect, test } from 'vitest';
import { FORMATS, formatOf, typeOf } from './webhook';

test('a choice of format becomes a target and the target the same choice', () => {
  for (const format of FORMATS) {
    expect(formatOf({ address: 'https://hook.example', ...typeOf(format) })).toBe(format);
  }
});

test('a new target has the default format', () => {
  expect(formatOf(undefined)).toBe('Default');
  expect(formatOf({ type: 'http', address: 'https://hook.example' })).toBe('Default');
});
