import { expect, test } from 'vitest';
import { address, csv, type Entry } from './audit';

const NONE = { username: '', resource: '', type: '', operation: '', from: '', to: '' };

test('without filters the whole log is asked for', () => {
  expect(address(NONE, 2, 15)).toBe('/api/v2.0/auditlog-exts?page=2&page_size=15');
});

test('filters become conditions of q, with what is special in it encoded', () => {
  const asked = new URL(address({ ...NONE, username: 'a,b', type: 'artifact', operation: 'pull' }, 1, 15), 'http://x');
  expect(asked.searchParams.get('q')).toBe('username=~a%2Cb,resource_type=artifact,operation=pull');
});

test('days are whole days of the reader, and either end may be open', () => {
  const q = (from: string, to: string) => new URL(address({ ...NONE, from, to }, 1, 15), 'http://x').searchParams.get('q');
  const begin = new Date('2026-11-24T00:00:00.000').toISOString();
  const end = new Date('2026-11-25T23:59:59.999').toISOString();
  expect(q('2026-11-24', '2026-11-25')).toBe(`op_time=[${begin}~${end}]`);
  expect(q('', '2026-11-25')).toBe(`op_time=[~${end}]`);
});

test('an export quotes everything and lets no cell be a formula', () => {
  const entry: Entry = {
    id: 1,
    username: '=cmd',
    resource: 'team/app:"v1"',
    resource_type: 'artifact',
    operation: 'pull',
    operation_description: '',
    operation_result: true,
    op_time: '2026-11-25T10:00:00.000Z',
    client_address: '127.0.0.1',
    user_agent: 'docker, podman',
  };
  expect(csv([entry]).split('\r\n')[1]).toBe(
    `"2026-11-25T10:00:00.000Z","'=cmd","pull","artifact","team/app:""v1""","true","","127.0.0.1","docker, podman"`,
  );
});
