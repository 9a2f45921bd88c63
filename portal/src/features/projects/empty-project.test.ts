import { afterEach, expect, test, vi } from 'vitest';
import { emptyProject } from './empty-project';

afterEach(() => vi.unstubAllGlobals());

/** A project of these repositories behind the browser's fetch. */
function serve(repositories: string[]) {
  const left = new Set(repositories);
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method === 'DELETE') {
      const name = decodeURIComponent(decodeURIComponent(path.split('/').at(-1) ?? ''));
const isThere = left.delete(`team/${name}`);
      return Promise.resolve(new Response('', { status: isThere ? 200 : 404 }));
    }
    return Promise.resolve(Response.json([...left].slice(0, 2).map((name) => ({ name }))));
  });
  return left;
}

test('all repositories go, also those on later pages and with slashes', async () => {
  const left = serve(['team/a', 'team/b/c', 'team/d']);
  const seen: number[] = [];
  await emptyProject('team', 'team', (done) => seen.push(done), () => false);
  expect(left.size).toBe(0);
  expect(seen).toEqual([1, 2, 3]);
});

test('it stops after the one at work', async () => {
  const left = serve(['team/a', 'team/b', 'team/d']);
  let done = 0;
  await emptyProject('team', 'team', (now) => (done = now), () => done === 1);
  expect(left.size).toBe(2);
});
