import { afterEach, expect, test, vi } from 'vitest';
import { deleteAll } from '@portal/lib/delete-all';
import { repositoriesOf } from './repositories-of';

afterEach(() => vi.unstubAllGlobals());

test('all repositories are found, also those on later pages, and go, also those with slashes', async () => {
  const there = new Set(['team/a', 'team/b/c', ...Array.from({ length: 148 }, (_, index) => `team/x${index}`)]);
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method === 'DELETE') {
      const isThere = there.delete(`team/${decodeURIComponent(decodeURIComponent(path.split('/').at(-1) ?? ''))}`);
      return Promise.resolve(new Response('', { status: isThere ? 200 : 404 }));
    }
    const page = Number(/[?&]page=(\d+)/.exec(path)?.[1]);
    return Promise.resolve(Response.json([...there].slice((page - 1) * 100, page * 100).map((name) => ({ name }))));
  });
  const found = await repositoriesOf('team');
  expect(found).toHaveLength(150);
  expect(await deleteAll(found, () => undefined, () => false)).toEqual([]);
  expect(there.size).toBe(0);
});
