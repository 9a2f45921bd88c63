import { expect, test } from 'vitest';
import { isGoodSecret } from './secret-rule';

test('a secret needs length, both cases and a digit', () => {
  expect(isGoodSecret('Abcdefg1')).toBe(true);
  for (const bad of ['Abcdef1', 'abcdefg1', 'ABCDEFG1', 'Abcdefgh', `A1${'a'.repeat(127)}`]) {
    expect(isGoodSecret(bad)).toBe(false);
  }
});
