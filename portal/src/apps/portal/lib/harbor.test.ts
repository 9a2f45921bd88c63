// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { call, web } from './harbor';

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status, headers })));

test('a refusal has the first of Harbor’s errors and the request id', async () => {
  answer(409, '{"errors":[{"code":"CONFLICT","message":"taken"}]}', { 'X-Request-Id': 'abc' });
  await expect(call('GET', '/api/v2.0/systeminfo')).rejects.toMatchObject({ status: 409, message: 'taken', requestId: 'abc', goTo: '' });
});

test('the browser is sent to paths of this host only', async () => {
  answer(403, '{"redirect_location":"/c/oidc/logout"}');
  await expect(web('GET', '/c/log_out')).rejects.toMatchObject({ goTo: '/c/oidc/logout' });
  answer(403, '{"redirect_location":"https://evil.example/"}');
  await expect(web('GET', '/c/log_out')).rejects.toMatchObject({ goTo: '' });
});
