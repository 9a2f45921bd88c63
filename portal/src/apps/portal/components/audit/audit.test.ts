import { expect, test } from 'vitest';
import { exportOf } from './api';
import { auditQuery } from './audit';

function asked(search: string, values: Record<string, string>): string {
  return auditQuery(search, (name) => values[name] ?? '');
}

test('without filters the whole log is asked for', () => {
  expect(asked('', {})).toBe('');
});

test('filters become conditions, with what is special in them encoded', () => {
  expect(asked('a b=c', { type: 'artifact', operation: 'pull', user: 'ma' })).toBe(
    'resource=~a%20b%3Dc,operation=pull,resource_type=artifact,username=~ma',
  );
});

test('a comma never begins a condition that nobody chose', () => {
  expect(asked('a,operation=pull', {})).toBe('resource=~a');
});

test('days are whole days of the reader, and either end may be open', () => {
  const begin = encodeURIComponent(new Date('2026-11-24T00:00:00.000').toISOString());
  const end = encodeURIComponent(new Date('2026-11-25T23:59:59.999').toISOString());
  expect(asked('', { from: '2026-11-24', to: '2026-11-25' })).toBe(`op_time=[${begin}~${end}]`);
  expect(asked('', { to: '2026-11-25' })).toBe(`op_time=[~${end}]`);
});

test('an export has the conditions of the list', () => {
  expect(exportOf('/api/v2.0/auditlog-exts', asked('a', {}), 'csv')).toBe('/api/v2.0/auditlog-exts/export?format=csv&q=resource%3D%7Ea');
});
