// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, client } from './client';
import { tokenOfAnswers, tokenOfSession } from './csrf';

let server: Server | undefined;

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${String((started.address() as AddressInfo).port)}`;
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => real(base + path, init));
}

afterEach(() => {
  vi.unstubAllGlobals();
  server?.close();
});

/** The words of a refusal as `{"message": …}`. */
const refusal = (response: Response, body: unknown) =>
  new ApiError(response.status, (body as { message?: string }).message ?? '', response.headers.get('X-Request-Id') ?? '');

const harbor = () => client(tokenOfAnswers('X-Harbor-CSRF-Token'), refusal);

test('a refused token of answers is taken anew and the call made once more', async () => {
  const seen: (string | undefined)[] = [];
  await serve((request, response) => {
    const token = request.headers['x-harbor-csrf-token'] as string | undefined;
    seen.push(token);
    response.setHeader('X-Harbor-CSRF-Token', 'fresh');
    if (token === 'fresh') {
      response.end('{}');
    } else {
      response.statusCode = 403;
      response.end('{"message":"CSRF token invalid"}');
    }
  });

  await harbor().json('POST', '/c/x', {});
  expect(seen).toEqual([undefined, 'fresh']);
});

test('what is refused for another reason is sent once', async () => {
  let sent = 0;
  await serve((_, response) => {
    sent++;
    response.statusCode = 403;
    response.end('{"message":"not yours"}');
  });

  await expect(harbor().json('POST', '/c/x', {})).rejects.toMatchObject({ status: 403, message: 'not yours' });
  expect(sent).toBe(1);
});

/** A server whose session has this token now. */
async function serveSession(token: string): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  await serve((request, response) => {
    const sent = request.headers['x-csrf-token'] as string | undefined;
    seen.push(sent);
    response.statusCode = sent === token ? 200 : 403;
    response.end('{"message":"refused"}');
  });
  return seen;
}

test('a refused token of the session is asked for again and the call made once more', async () => {
  const seen = await serveSession('second');
  const csrf = tokenOfSession('X-CSRF-Token', () => Promise.resolve('second'));
  csrf.keep('first');

  await client(csrf, refusal).json('PUT', '/v1/x', {});
  expect(seen).toEqual(['first', 'second']);
});

test('a session with the same token, or none that can be read, makes no second call', async () => {
  const seen = await serveSession('another');
  const sessions = [() => Promise.resolve('first'), () => Promise.reject(new Error('away'))];
  for (const session of sessions) {
    const csrf = tokenOfSession('X-CSRF-Token', session);
    csrf.keep('first');
    await expect(client(csrf, refusal).json('PUT', '/v1/x', {})).rejects.toMatchObject({ status: 403, message: 'refused' });
  }
  expect(seen).toEqual(['first', 'first']);
});

test('a refusal keeps its words and the request id', async () => {
  await serve((_, response) => {
    response.statusCode = 409;
    response.setHeader('X-Request-Id', 'abc');
    response.end('{"message":"taken"}');
  });

  const error = await harbor().json('GET', '/c/x').catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 409, message: 'taken', requestId: 'abc' });
});

test('a refusal that is no JSON is one without words', async () => {
  await serve((_, response) => {
    response.statusCode = 502;
    response.end('<html>');
  });

  await expect(harbor().json('GET', '/c/x')).rejects.toMatchObject({ status: 502, message: '' });
});

test('a server that is away is status 0', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('away')));
  await expect(harbor().json('GET', '/c/x')).rejects.toMatchObject({ status: 0 });
});

test('a list knows its total', async () => {
  await serve((_, response) => {
    response.setHeader('X-Total-Count', '37');
    response.end('[1]');
  });

  expect(await harbor().json<number[]>('GET', '/c/x')).toEqual({ data: [1], total: 37 });
});
