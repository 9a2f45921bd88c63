import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, call, encodeRepository, get } from './http';

function answers(...responses: Response[]) {
  const fetched = vi.fn<typeof fetch>();
  for (const response of responses) {
    fetched.mockResolvedValueOnce(response);
  }
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

test('a refusal carries the words of the API', async () => {
  answers(Response.json({ errors: [{ code: 'NOT_FOUND', message: 'no such project' }] }, { status: 404 }));
  const refused = await get('/api/v2.0/projects/x').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 404, code: 'NOT_FOUND', message: 'no such project' });
});

test('an unsafe call carries the CSRF token of an earlier answer, and is repeated when it was stale', async () => {
  const fetched = answers(
    Response.json({}, { headers: { 'X-Harbor-CSRF-Token': 'old' } }),
    Response.json(
      { errors: [{ code: 'FORBIDDEN', message: 'CSRF token invalid' }] },
      { status: 403, headers: { 'X-Harbor-CSRF-Token': 'fresh' } },
    ),
    new Response(null, { status: 201 }),
  );
  await call('/api/v2.0/projects', { method: 'POST', json: { project_name: 'x' } });
  const sent = fetched.mock.calls.map(([, init]) => new Headers(init?.headers).get('X-Harbor-CSRF-Token'));
  expect(sent).toEqual([null, 'old', 'fresh']);
});

test('slashes of a repository are encoded twice', () => {
  expect(encodeRepository('a/b')).toBe('a%252Fb');
});
