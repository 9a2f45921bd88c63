import { expect, test } from 'vitest';
import { auditQuery, csv, type Entry } from './audit';

const entry: Entry = {
  id: 1, username: 'maria', resource: 'team/app:v1', resource_type: 'artifact', operation: 'pull', operation_description: 'pull, 3 times',
  operation_result: true, op_time: '2026-01-02T03:04:05.000Z', client_address: '10.0.0.1', user_agent: 'docker/29, "x"',
};

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

test('an export quotes what a comma or a quote would break', () => {
  expect(csv([entry])).toBe(
    'time,user,operation,resource_type,resource,succeeded,description,address,agent\r\n' +
      '2026-01-02T03:04:05.000Z,maria,pull,artifact,team/app:v1,true,"pull, 3 times",10.0.0.1,"docker/29, ""x"""\r\n',
  );
});

test('no cell of an export is calculated by a spreadsheet', () => {
  expect(csv([{ ...entry, user_agent: '=1+1' }])).toContain(",'=1+1\r\n");
});
