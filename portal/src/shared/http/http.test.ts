import { afterEach, expect, test, vi } from 'vitest';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, web, ownPath } from './http';

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

test('a refused CSRF token is taken anew and the call made once more', async () => {
  const seen: (string | undefined)[] = [];
  await serve((request, response) => {
    const token = request.headers['x-harbor-csrf-token'] as string | undefined;
    seen.push(token);
    response.setHeader('X-Harbor-CSRF-Token', 'fresh');
    if (token === 'fresh') {
      response.end('{}');
    } else {
      response.statusCode = 403;
      response.end('{"errors":[{"code":"FORBIDDEN","message":"CSRF token invalid"}]}');
    }
  });

  await web('POST', '/c/x', {});
  expect(seen.at(-1)).toBe('fresh');
  expect(seen.length).toBe(2);
});

test('a refusal keeps its words and the request id', async () => {
  await serve((_, response) => {
    response.statusCode = 409;
    response.setHeader('X-Request-Id', 'abc');
    response.end('{"errors":[{"code":"CONFLICT","message":"taken"}]}');
  });

  const refusal = await web('GET', '/c/x').catch((e: unknown) => e);
  expect(refusal).toBeInstanceOf(ApiError);
  expect(refusal).toMatchObject({ status: 409, message: 'taken', requestId: 'abc' });
});

test('a list knows its total', async () => {
  await serve((_, response) => {
    response.setHeader('X-Total-Count', '37');
    response.end('[1]');
  });

  expect(await web<number[]>('GET', '/c/x')).toEqual({ data: [1], total: 37 });
});

test('only paths of this host are followed', () => {
  expect(ownPath('/harbor/projects?page=2')).toBe('/harbor/projects?page=2');
  expect(ownPath(`${window.location.origin}/c/oidc/login`)).toBe('/c/oidc/login');
  for (const address of ['https://evil.example/x', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', `${window.location.origin}//evil.example`, '', null]) {
    expect(ownPath(address)).toBe('');
  }
});
