import { expect, test } from 'vitest';
import { join, split } from './limit';

test('a limit is split into the largest unit that makes it whole', () => {
  expect(split(5 * 1024 ** 3)).toEqual({ number: '5', unit: 'GiB' });
  expect(split(1536 * 1024 ** 2)).toEqual({ number: '1536', unit: 'MiB' });
  expect(split(2 * 1024 ** 4)).toEqual({ number: '2', unit: 'TiB' });
  expect(split(-1)).toEqual({ number: '10', unit: 'GiB' });
});

test('what is typed becomes bytes, also with a comma', () => {
  expect(join('1,5', 'GiB')).toBe(1.5 * 1024 ** 3);
  expect(join('20', 'MiB')).toBe(20 * 1024 ** 2);
});

test('what is no amount is refused', () => {
  for (const text of ['', ' ', '0', '-1', 'abc', 'Infinity']) {
    expect(join(text, 'GiB')).toBeNull();
  }
});
