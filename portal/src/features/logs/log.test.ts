import { expect, test } from 'vitest';
import { csv, logQuery, type Entry } from './log';

const entry: Entry = {
  id: 1, username: 'maria', resource: 'team/app:v1', resource_type: 'artifact', operation: 'pull', operation_description: '',
  operation_result: true, op_time: '2026-01-02T03:04:05.000Z', client_address: '10.0.0.1', user_agent: 'docker/29, "x"',
};

test('an export quotes what a comma or a quote would break', () => {
  expect(csv([entry])).toBe(
    'time,user,operation,resource_type,resource,succeeded,address,agent\r\n' +
      '2026-01-02T03:04:05.000Z,maria,pull,artifact,team/app:v1,true,10.0.0.1,"docker/29, ""x"""\r\n',
  );
});

test('no cell of an export is calculated by a spreadsheet', () => {
  expect(csv([{ ...entry, user_agent: '=1+1' }])).toContain(",'=1+1\r\n");
});

test('the last day of a filter counts whole', () => {
  const values: Record<string, string> = { from: '2026-01-01', to: '2026-01-02', operation: 'pull' };
  expect(logQuery({ search: '', filter: (name) => values[name] ?? '' })).toBe(
    'operation=pull,op_time=[2026-01-01~2026-01-02T23%3A59%3A59]',
  );
});
