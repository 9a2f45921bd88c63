import { expect, test } from 'vitest';
import { listQuery } from './list-query';

test('conditions without a value are left out', () => {
  expect(listQuery([['username', '=~', ''], ['operation', '=', 'pull'], ['op_time', 'between', '', '']])).toBe('operation=pull');
});

test('values may hold what separates conditions', () => {
  expect(listQuery([['resource', '=~', 'a,b']])).toBe('resource=~a%2Cb');
});

test('a time may be open at one end', () => {
  expect(listQuery([['op_time', 'between', '2026-01-02', '']])).toBe('op_time=[2026-01-02~]');
});
