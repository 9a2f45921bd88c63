import { expect, test } from 'vitest';
import { listQuery } from './list-query';

test('conditions without a value are left out', () => {
  expect(listQuery([['username', '=~', ''], ['operation', '=', 'pull'], ['op_time', 'between', '', '']])).toBe('operation=pull');
});

test('values are encoded once more and never begin another condition', () => {
  expect(listQuery([['resource', '=~', 'a+b%']])).toBe('resource=~a%2Bb%25');
  expect(listQuery([['resource', '=~', 'a,b']])).toBe('resource=~a');
  expect(listQuery([['resource', '=~', ',b']])).toBe('');
});

test('a time may be open at one end', () => {
  expect(listQuery([['op_time', 'between', '2026-01-02', '']])).toBe('op_time=[2026-01-02~]');
});
