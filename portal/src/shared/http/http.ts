import type { components, paths } from '@api/harbor';
import type { AnswerOf, BodyOf } from './api-types';

/** What the server refused, in its own words. */
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

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const CSRF = 'X-Harbor-CSRF-Token';
let csrfToken = '';

/** A thing that the registry's API speaks of, by its name in the API's document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/**
 * Calls the registry's API; the session cookie and the CSRF token go along. Its document says
 * which calls there are, what they take and what they answer.
 */
export async function call<M extends Method, Path extends string>(
  method: M,
  path: Path,
  ...[body]: BodyOf<paths, M, Path>
): Promise<Answer<AnswerOf<paths, M, Path>>> {
  return json(method, path, body);
}

/** The same for what is no part of the API: signing in and out in all its ways. */
export async function web<T = undefined>(method: Method, path: `/c/${string}`, body?: unknown): Promise<Answer<T>> {
  return json(method, path, body);
}

async function json<T>(method: Method, path: string, body: unknown): Promise<Answer<T>> {
  const response = await answer(method, path, body);
  const text = await response.text();
  return {
    data: (text === '' ? undefined : JSON.parse(text)) as T,
    total: Number(response.headers.get('X-Total-Count') ?? 0),
  };
}

/** Reads JSON behind a link of the API's; what is in it the API does not say. */
export async function linked<T>(path: string): Promise<Answer<T>> {
  return json('GET', path, undefined);
}

/** Reads something that is no JSON. */
export async function read(path: string): Promise<string> {
  return (await answer('GET', path, undefined)).text();
}

async function answer(method: Method, path: string, body: unknown): Promise<Response> {
  let response = await send(method, path, body);
  if (response.status === 403 && method !== 'GET' && (await isCsrfRefusal(response.clone()))) {
    // The refusal carried a fresh token: once more with it.
    response = await send(method, path, body);
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

async function send(method: Method, path: string, body: unknown): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (csrfToken !== '' && method !== 'GET') {
    headers.set(CSRF, csrfToken);
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body instanceof URLSearchParams) {
    init.body = body;
  } else if (body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiError(0, '', '');
  }
  csrfToken = response.headers.get(CSRF) ?? csrfToken;
  return response;
}

async function isCsrfRefusal(response: Response): Promise<boolean> {
  return (await response.text()).includes('CSRF token');
}

async function problem(response: Response): Promise<ApiError> {
  const requestId = response.headers.get('X-Request-Id') ?? '';
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { errors?: { message?: string }[]; redirect_location?: string };
    return new ApiError(response.status, body.errors?.[0]?.message ?? '', requestId, ownPath(body.redirect_location));
  } catch {
    return new ApiError(response.status, '', requestId);
  }
}

/** The path of an address on this host; empty for any other host. */
export function ownPath(address: string | null | undefined): string {
  if (!address) {
    return '';
  }
  try {
    const url = new URL(address, window.location.origin);
    const own = url.origin === window.location.origin && /^https?:$/.test(url.protocol);
    // A path of /.// resolves to //, which as an address of its own is another host.
    return own && !url.pathname.startsWith('//')
      ? url.pathname + url.search + url.hash
      : '';
  } catch {
    return '';
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
