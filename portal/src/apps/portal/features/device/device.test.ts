import { expect, test } from 'vitest';
import { isWhole, userCode } from './device';

test('a code may be typed in small letters, with blanks or without the dash', () => {
  expect(userCode('wdjb mjht')).toBe('WDJB-MJHT');
  expect(userCode('WDJBMJHT')).toBe('WDJB-MJHT');
  expect(userCode('WDJB-MJHT')).toBe('WDJB-MJHT');
});

test('what is no letter of a code is left out, and no more than eight are taken', () => {
  expect(userCode('w1d<j>b_aeiou-mjhtzz')).toBe('WDJB-MJHT');
});

test('half a code is not whole', () => {
  expect(isWhole(userCode('wdj'))).toBe(false);
  expect(isWhole(userCode('wdjbmjh'))).toBe(false);
  expect(isWhole(userCode('wdjbmjht'))).toBe(true);
});
