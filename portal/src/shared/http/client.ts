import type { Csrf } from './csrf';

/** What the server refused, in its own words; status 0 when it could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly requestId: string,
    /** Where the server wants the browser to go instead, a path of this host; empty for nowhere. */
    readonly goTo = '',
  ) {
    super(message);
  }
}

export interface Answer<T> {
  data: T;
  /** How many things a list has on all pages. */
  total: number;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One API, called with the session of the browser. */
export interface Client {
  /** What is answered in JSON; undefined for an answer without a body. */
  json: <T>(method: Method, path: string, body?: unknown) => Promise<Answer<T>>;
  /** Reads something that is no JSON. */
  text: (path: string) => Promise<string>;
}

/**
 * @param csrf how a change shows that it comes from our own page
 * @param refusal reads what an API says when it refuses
 */
export function client(csrf: Csrf, refusal: (response: Response, body: unknown) => ApiError): Client {
  async function send(method: Method, path: string, body: unknown): Promise<Response> {
    const headers = new Headers({ Accept: 'application/json' });
    if (method !== 'GET' && csrf.token() !== '') {
      headers.set(csrf.header, csrf.token());
    }
    const init: RequestInit = { method, headers, credentials: 'same-origin' };
    if (body instanceof URLSearchParams) {
      init.body = body;
    } else if (body !== undefined) {
      headers.set('Content-Type', 'application/json');
      init.body = JSON.stringify(body);
    }
    try {
      const response = await fetch(path, init);
      csrf.hear(response);
      return response;
    } catch {
      throw new ApiError(0, '', '');
    }
  }

  async function answer(method: Method, path: string, body: unknown): Promise<Response> {
    const used = csrf.token();
    let response = await send(method, path, body);
    if (response.status === 403 && method !== 'GET' && (await csrf.isRenewed(response.clone(), used))) {
      response = await send(method, path, body);
    }
    if (!response.ok) {
      throw refusal(response, parsed(await response.text()));
    }
    return response;
  }

  return {
    json: async (method, path, body) => {
      const response = await answer(method, path, body);
      const text = await response.text();
      return {
        data: (text === '' ? undefined : JSON.parse(text)) as never,
        total: Number(response.headers.get('X-Total-Count') ?? 0),
      };
    },
    text: async (path) => (await answer('GET', path, undefined)).text(),
  };
}

/** A proxy in between may say anything: what is no JSON is an empty object. */
function parsed(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? {};
  } catch {
    return {};
  }
}

/** A query string of what is set. */
export function query(parameters: Record<string, string | number | undefined>): `?${string}` {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  return `?${search.toString()}`;
}
