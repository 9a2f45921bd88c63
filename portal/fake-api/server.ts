import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { panelRoutes } from './panel-routes.ts';
import { routes, type Reply } from './routes.ts';

interface Fault {
  path: string;
  status: number;
}

const OURS = /^\/(api|c|v1|fake-api)\//;
/** The control panel's pages; a real server has them on a host of their own. */
const PANEL = /^\/panel([/?]|$)/;
let faults: Fault[] = [];

/** The answer to a request. Paths may be given faults: `POST /fake-api/faults` with `[{"path": "/api/v2.0/projects", "status": 503}]`. */
export function answer(method: string, target: string, body: unknown): Reply {
  const url = new URL(target, 'http://fake.invalid');
  if (url.pathname === '/fake-api/faults') {
    faults = Array.isArray(body) ? (body as Fault[]) : [];
    return { status: 204 };
  }
  const fault = faults.find(({ path }) => url.pathname.startsWith(path));
  if (fault !== undefined) {
    return { status: fault.status, body: { message: 'a fault that was asked for', errors: [{ code: 'FAULT', message: 'a fault that was asked for' }] } };
  }
  for (const [verb, template, handler] of url.pathname.startsWith('/v1/') ? panelRoutes : routes) {
    const at = verb === method ? match(template, url.pathname) : null;
    if (at !== null) {
      return handler({ at, query: url.searchParams, body: (body ?? {}) as Record<string, unknown> });
    }
  }
  return { status: 501, body: { errors: [{ code: 'UNKNOWN', message: `the fake server has no ${method} ${url.pathname}` }] } };
}

/** What the template's `:names` stand for, still encoded but for one layer; null when the path is another. */
function match(template: string, path: string): Record<string, string> | null {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return null;
  }
  const at: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) {
      at[part.slice(1)] = decodeURIComponent(value);
    } else if (part !== value) {
      return null;
    }
  }
  return at;
}

/** `fetch` for component tests. */
export const fakeFetch: typeof fetch = (input, init) => {
  const target = input instanceof Request ? input.url : String(input);
  const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
  const { status, body: data, headers } = answer(init?.method ?? 'GET', target, body);
  const text = data === undefined ? null : typeof data === 'string' ? data : JSON.stringify(data);
  return Promise.resolve(new Response(text, { status, headers: { 'X-Request-Id': 'fake', ...headers } }));
};

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
  }
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  const reply = answer(request.method ?? 'GET', request.url ?? '/', isJson && text !== '' ? JSON.parse(text) : undefined);
  response.writeHead(reply.status, { 'Content-Type': 'application/json', 'X-Request-Id': 'fake', 'X-Harbor-CSRF-Token': 'fake', ...reply.headers });
  response.end(reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
}

/**
 * Answers the calls of the portal and of the control panel while developing. Only for `npm run dev`: a build never loads it. With
 * `BERTH_URL` the calls go to a real server instead.
 */
export function fakeApi(): Plugin {
  return {
    name: 'fake-api',
    apply: 'serve',
    configureServer: (server) => {
      server.middlewares.use((request, response, next) => {
        if (OURS.test(request.url ?? '')) {
          serve(request, response).catch(next);
        } else if (PANEL.test(request.url ?? '')) {
          request.url = '/panel.html';
          next();
        } else {
          next();
        }
      });
    },
  };
}
